package io.dataface.tasks.manager.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The id that ties a request to its log lines and its problem, as in W3C Trace Context.
final class Trace {
    static final String NAME = "traceId";

    private static final Pattern PARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Trace() {}

    /// The request's trace id, made at first sight: the caller's, where it sent a `traceparent`.
    static String of(HttpServletRequest request) {
        if (request.getAttribute(NAME) instanceof String known) {
            return known;
        }
        String id = fromParent(request.getHeader("traceparent"));
        request.setAttribute(NAME, id);
        return id;
    }

    private static String fromParent(@org.jspecify.annotations.Nullable String header) {
        if (header != null) {
            var matcher = PARENT.matcher(header);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
