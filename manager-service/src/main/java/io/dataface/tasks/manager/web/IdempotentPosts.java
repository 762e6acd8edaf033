package io.dataface.tasks.manager.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Answers a POST that carries an `Idempotency-Key` once: the same again gets the same answer,
/// another body under the same key is refused. The worker protocol has its tokens instead.
@Component
@Order(5)
class IdempotentPosts extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";

    private static final int LONGEST_KEY = 255;
    private static final Logger LOG = LoggerFactory.getLogger(IdempotentPosts.class);

    private final IdempotencyKeys keys;
    private final Problems problems;

    IdempotentPosts(IdempotencyKeys keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        var body = new RepeatableBody(request);
        var refusal = refusal(key, body);
        if (refusal != null) {
            problems.write(refusal, request, response);
            return;
        }
        String caller;
        try {
            caller = caller(request);
        } catch (ApiException e) {
            problems.write(e, request, response);
            return;
        }
        String digest = digest(request, body.bytes());
        boolean taken;
        Optional<IdempotencyKeys.Known> known;
        try {
            taken = keys.take(caller, key, digest);
            known = taken ? Optional.empty() : keys.find(caller, key);
        } catch (DataAccessException e) {
            // No advice hears of what a filter throws.
            LOG.warn("Idempotency key not read; the caller was asked to come back", e);
            response.setHeader("Retry-After", "2");
            problems.write(
                    new ApiException(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "database_unavailable",
                            "the database cannot be reached just now; try again in some seconds"),
                    request,
                    response);
            return;
        }
        if (taken) {
            answer(caller, key, body, response, chain);
        } else {
            repeat(known, digest, request, response);
        }
    }

    private static @Nullable ApiException refusal(String key, RepeatableBody body) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            return ApiException.badRequest(
                    "bad_idempotency_key",
                    "?" + HEADER,
                    "an Idempotency-Key has 1 to " + LONGEST_KEY + " characters");
        }
        return body.tooLarge()
                ? new ApiException(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "too_large",
                        "a body has at most " + RepeatableBody.MOST + " bytes")
                : null;
    }

    private void answer(
            String caller,
            String key,
            RepeatableBody request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var cached = new ContentCachingResponseWrapper(response);
        boolean done = false;
        try {
            chain.doFilter(request, cached);
            done = cached.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value();
        } finally {
            settle(caller, key, cached, done);
            cached.copyBodyToResponse();
        }
    }

    /// Keeps the answer, or lets go of the key of what failed. What was done is done even if its
    /// answer cannot be kept: the caller hears it, and the key stays taken.
    private void settle(
            String caller, String key, ContentCachingResponseWrapper answer, boolean done) {
        try {
            if (done) {
                keys.answered(
                        caller,
                        key,
                        answer.getStatus(),
                        answer.getHeader("Location"),
                        answer.getContentAsByteArray());
            } else {
                keys.release(caller, key);
            }
        } catch (DataAccessException e) {
            LOG.warn("Idempotency key not settled; it counts as at work for some minutes", e);
        }
    }

    private void repeat(
            Optional<IdempotencyKeys.Known> known,
            String digest,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (known.isPresent() && !known.get().digest().equals(digest)) {
            problems.write(
                    ApiException.unprocessable(
                            "idempotency_key_reused",
                            "this Idempotency-Key came with another request before: use a new one"),
                    request,
                    response);
        } else if (known.isEmpty() || known.get().status() == null) {
            response.setHeader("Retry-After", "1");
            problems.write(
                    ApiException.conflict(
                            "request_running",
                            "the first request with this Idempotency-Key is still at work: try"
                                    + " again in a second"),
                    request,
                    response);
        } else {
            replay(known.get(), response);
        }
    }

    private static void replay(IdempotencyKeys.Known known, HttpServletResponse response)
            throws IOException {
        int status = known.status() == null ? HttpStatus.OK.value() : known.status();
        response.setStatus(status);
        response.setHeader("Idempotency-Replayed", "true");
        if (known.location() != null) {
            response.setHeader("Location", known.location());
        }
        byte[] body = known.body();
        if (body != null && body.length > 0) {
            response.setContentType(
                    status < HttpStatus.BAD_REQUEST.value()
                            ? MediaType.APPLICATION_JSON_VALUE
                            : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(body);
        }
    }

    private static String caller(HttpServletRequest request) {
        String actor = request.getHeader(Actor.HEADER);
        return new Actor(actor == null ? Actor.DEFAULT : actor).name();
    }

    private static String digest(HttpServletRequest request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            String line = request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
