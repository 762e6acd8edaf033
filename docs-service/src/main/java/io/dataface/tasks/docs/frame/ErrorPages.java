package io.dataface.tasks.docs.frame;

import io.dataface.tasks.docs.frame.NearPages.Near;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// Answers what went wrong: a page for browsers, problem details for everybody else.
@Controller
class ErrorPages implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    private final ObjectProvider<NearPages> pages;

    ErrorPages(ObjectProvider<NearPages> pages) {
        this.pages = pages;
    }

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(HttpServletRequest request, HttpServletResponse response) {
        HttpStatus status = statusOf(request);
        response.setStatus(status.value());
        var page = new ModelAndView("error");
        page.addObject("status", status.value());
        page.addObject("heading", headingOf(status));
        page.addObject("advice", adviceOf(request, status));
        page.addObject("near", status == HttpStatus.NOT_FOUND ? near(request) : Near.NOTHING);
        return page;
    }

    // It only helps: whatever keeps it from being found, the page says what it can.
    private Near near(HttpServletRequest request) {
        try {
            NearPages near = pages.getIfAvailable();
            String asked =
                    String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
            return near == null
                    ? Near.NOTHING
                    : Addresses.findAsked(asked, "/").map(near::near).orElse(Near.NOTHING);
        } catch (RuntimeException e) {
            log.debug("No near pages for {}", request.getRequestURI(), e);
            return Near.NOTHING;
        }
    }

    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
        HttpStatus status = statusOf(request);
        var problem = ProblemDetail.forStatusAndDetail(status, adviceOf(request, status));
        problem.setType(
                URI.create("urn:dataface-tasks:problem:" + status.name().toLowerCase(Locale.ROOT)));
        problem.setProperty("traceId", RequestTrace.idOf(request));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static HttpStatus statusOf(HttpServletRequest request) {
        Throwable cause = causeOf(request);
        if (cause instanceof DataAccessException
                || cause instanceof CannotCreateTransactionException) {
            log.warn("Database not readable, answered 503", cause);
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer n ? HttpStatus.resolve(n) : null;
        return status == null ? HttpStatus.NOT_FOUND : status;
    }

    private static @Nullable Throwable causeOf(HttpServletRequest request) {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return failure instanceof Throwable thrown && thrown.getCause() != null
                ? thrown.getCause()
                : failure instanceof Throwable thrown ? thrown : null;
    }

    private static String headingOf(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "Page not found";
            case SERVICE_UNAVAILABLE -> "The registry does not answer";
            case FORBIDDEN -> "Not allowed";
            default ->
                    status.is5xxServerError()
                            ? "Something went wrong here"
                            : status.getReasonPhrase();
        };
    }

    private static String adviceOf(HttpServletRequest request, HttpStatus status) {
        if (causeOf(request) instanceof ResponseStatusException known
                && known.getReason() instanceof String reason) {
            return reason;
        }
        Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
        if (message instanceof String said
                && !said.isBlank()
                && !status.is5xxServerError()
                && !said.startsWith("No ")) {
            return said;
        }
        return switch (status) {
            case NOT_FOUND -> "Nothing is at this address. The plan's overview lists every page.";
            case SERVICE_UNAVAILABLE ->
                    "The database cannot be read just now. Try again in a moment.";
            default ->
                    status.is5xxServerError()
                            ? "The page could not be made. The trace id below names the log lines."
                            : "The request cannot be answered as it is.";
        };
    }
}
