package io.dataface.tasks.docs.frame;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Names each request, so that an error page and the log lines behind it can be put together.
///
/// A caller's W3C `traceparent` gives the name; else it is random.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestTrace extends OncePerRequestFilter {

    private static final String KEY = "traceId";
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    static String idOf(HttpServletRequest request) {
        return request.getAttribute(KEY) instanceof String id ? id : "";
    }

    static String pathOf(HttpServletRequest request) {
        Object failed = request.getAttribute("jakarta.servlet.error.request_uri");
        return failed instanceof String path ? path : request.getRequestURI();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = given(request.getHeader("traceparent"));
        request.setAttribute(KEY, id);
        response.setHeader("X-Request-Id", id);
        try (var _ = MDC.putCloseable(KEY, id)) {
            chain.doFilter(request, response);
        }
    }

    private static String given(@Nullable String traceparent) {
        Matcher match = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return match.matches() ? match.group(1) : random();
    }

    // A name and no secret: a source that nobody can guess costs a kept page as much as its
    // headers.
    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
