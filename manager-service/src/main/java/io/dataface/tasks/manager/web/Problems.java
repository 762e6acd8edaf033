package io.dataface.tasks.manager.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Makes problem details (RFC 9457), all of the same form.
@Component
class Problems {
    private static final String TYPE = "urn:dataface-tasks:problem:";

    private static final int LONGEST = 800;

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    static ProblemDetail of(
            HttpStatusCode status, String code, String detail, HttpServletRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, shortened(detail));
        problem.setType(URI.create(TYPE + code));
        problem.setInstance(instance(request));
        problem.setProperty("traceId", Trace.of(request));
        return problem;
    }

    static ProblemDetail of(ApiException refusal, HttpServletRequest request) {
        ProblemDetail problem = of(refusal.status(), refusal.code(), refusal.detail(), request);
        refusal.properties().forEach(problem::setProperty);
        return problem;
    }

    /// A detail may quote what was sent, whatever its length.
    static String shortened(String detail) {
        return detail.length() <= LONGEST
                ? detail
                : detail.substring(0, LONGEST / 2)
                        + " … "
                        + detail.substring(detail.length() - LONGEST / 2);
    }

    /// The code of a problem that only has a status.
    static String code(HttpStatusCode status) {
        var known = org.springframework.http.HttpStatus.resolve(status.value());
        return known == null ? "error" : known.name().toLowerCase(Locale.ROOT);
    }

    /// Answers from where no controller is involved.
    void write(ApiException refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(refusal.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(of(refusal, request)));
    }

    private static URI instance(HttpServletRequest request) {
        Object original = request.getAttribute("jakarta.servlet.error.request_uri");
        try {
            return new URI(original == null ? request.getRequestURI() : original.toString());
        } catch (java.net.URISyntaxException e) {
            return URI.create("/");
        }
    }
}
