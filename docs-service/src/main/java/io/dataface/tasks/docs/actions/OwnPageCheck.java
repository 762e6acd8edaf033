package io.dataface.tasks.docs.actions;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/// Lets an action through only from a page of ours in a browser that we know: any other page
/// and any program on this machine can reach the port.
@Component
class OwnPageCheck implements HandlerInterceptor {

    static final String COOKIE = "tasks_browser";
    static final String HEADER = "X-Action-Token";

    private static final Pattern OURS = Pattern.compile("[0-9a-f]{48}");

    private final BrowserToken tokens;

    OwnPageCheck(BrowserToken tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            throw refused("it comes from another site (Sec-Fetch-Site: " + site + ")");
        }
        if (!request.getMethod().equals("POST")) {
            return true;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !sameHost(origin, request.getHeader(HttpHeaders.HOST))) {
            throw refused("its Origin is not this console");
        }
        String token = request.getHeader(HEADER);
        if (token == null) {
            throw refused(
                    "it has no token: buttons need JavaScript here, or use the tasks command");
        }
        if (!tokens.matches(findCookie(request).orElse(""), token)) {
            throw refused("its token is not this browser's: reload the page");
        }
        return true;
    }

    /// The browser's cookie if it is one of ours; it is sent back, so that nothing else may pass.
    static Optional<String> findCookie(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return Optional.ofNullable(cookie)
                .map(Cookie::getValue)
                .filter(v -> OURS.matcher(v).matches());
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && host != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ResponseStatusException refused(String why) {
        return new ResponseStatusException(
                HttpStatus.FORBIDDEN, "The request was refused because " + why + ".");
    }
}
