package io.dataface.tasks.manager.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses addresses with a NUL, for nothing that can be named has one and Postgres takes none;
/// and
/// a wildcard as the body's type, which Spring cannot even refuse.
@Component
@Order(3)
class RequestText extends OncePerRequestFilter {
    private static final String NUL = "%00";

    private final Problems problems;

    RequestText(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            problems.write(refusal, request, response);
        }
    }

    private static @Nullable ApiException refusal(HttpServletRequest request) {
        if (has(request.getRequestURI(), NUL) || has(request.getQueryString(), NUL)) {
            return ApiException.badRequest(
                    "bad_character",
                    "?",
                    "the address has a NUL (%00): take it out of the path or the parameter");
        }
        return has(request.getContentType(), "*")
                ? new ApiException(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported_media_type",
                        "Content-Type must name one type, such as application/json")
                : null;
    }

    private static boolean has(@Nullable String text, String part) {
        return text != null && text.contains(part);
    }
}
