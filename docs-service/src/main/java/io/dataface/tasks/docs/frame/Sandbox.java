package io.dataface.tasks.docs.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/// What a frame may that has an origin of its own: run our two scripts and style what they
/// draw.
final class Sandbox {

    /// The files of the frame.
    static final String FOLDER = "/sandbox/";

    private Sandbox() {}

    static void open(HttpServletRequest request, HttpServletResponse response) {
        String own = "'self'" + ownHost(request.getHeader("Host"));
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src "
                        + own
                        + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action"
                        + " 'none'; sandbox allow-scripts; frame-ancestors "
                        + own);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        // The frame's origin is nobody's, so that to it we are somebody else.
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }

    // Some browsers take 'self' for the frame's origin, which is nobody's.
    private static String ownHost(@Nullable String host) {
        return host != null && host.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")
                ? " http://" + host + " https://" + host
                : "";
    }
}
