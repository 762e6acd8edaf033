package io.dataface.tasks.manager.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Turns whatever a controller or Spring throws into a problem detail.
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ApiException e, HttpServletRequest request) {
        return answer(Problems.of(e, request), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> violated(
            ConstraintViolationException e, HttpServletRequest request) {
        ProblemDetail problem =
                Problems.of(HttpStatus.BAD_REQUEST, "invalid", "some values are wrong", request);
        problem.setProperty(
                "errors",
                e.getConstraintViolations().stream()
                        .map(
                                v ->
                                        new ApiException.Violation(
                                                "?" + v.getPropertyPath(), v.getMessage()))
                        .toList());
        return answer(problem, new HttpHeaders());
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(Exception e, HttpServletRequest request) {
        LOG.warn("Database cannot be used; the caller was asked to come back", e);
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "2");
        return answer(
                Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database_unavailable",
                        "the database cannot be reached just now; try again in some seconds",
                        request),
                headers);
    }

    /// A connection that broke within a transaction cannot be rolled back either, and that is
    /// what
    /// surfaces.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unfinished(JpaSystemException e, HttpServletRequest request) {
        return e.getCause() instanceof TransactionException
                ? databaseAway(e, request)
                : failed(e, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception e, HttpServletRequest request) {
        LOG.error("Request failed; the caller got a problem with this trace id", e);
        return answer(
                Problems.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal_error",
                        "something went wrong here; the manager's log has the trace id",
                        request),
                new HttpHeaders());
    }

    /// A parameter whose percent-encoding is broken.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> undecodable(
            InvalidParameterException e, HttpServletRequest request) {
        return refused(
                ApiException.badRequest(
                        "bad_encoding",
                        "?",
                        "a parameter is not percent-encoded UTF-8: write '%' as %25"),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return explained(e, WrongParameter.explain(e), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return explained(e, WrongParameter.missing(e.getParameterName()), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return explained(e, UnreadableBody.explain(e), headers, request);
    }

    private @Nullable ResponseEntity<Object> explained(
            Exception e, ApiException reason, HttpHeaders headers, WebRequest request) {
        return handleExceptionInternal(
                e, Problems.of(reason, servlet(request)), headers, reason.status(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem =
                Problems.of(status, "invalid", "some fields are wrong", servlet(request));
        problem.setProperty(
                "errors",
                e.getFieldErrors().stream()
                        .map(
                                f ->
                                        new ApiException.Violation(
                                                "/" + f.getField().replace('.', '/'),
                                                String.valueOf(f.getDefaultMessage())))
                        .toList());
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest servlet = servlet(request);
        ProblemDetail problem =
                body instanceof ProblemDetail given && given.getProperties() != null
                        ? given
                        : Problems.of(status, Problems.code(status), detail(body, status), servlet);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        return new ResponseEntity<>(problem, headers, status);
    }

    private static String detail(@Nullable Object body, HttpStatusCode status) {
        if (status.value() == 404) {
            return "there is no such address; GET /v3/api-docs lists them all";
        }
        return body instanceof ProblemDetail p && p.getDetail() != null
                ? p.getDetail()
                : "the request cannot be answered";
    }

    private static HttpServletRequest servlet(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }

    private static ResponseEntity<ProblemDetail> answer(
            ProblemDetail problem, HttpHeaders headers) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        return new ResponseEntity<>(problem, headers, HttpStatusCode.valueOf(problem.getStatus()));
    }
}
