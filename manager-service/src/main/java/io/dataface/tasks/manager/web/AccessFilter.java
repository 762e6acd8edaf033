package io.dataface.tasks.manager.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets in who knows the token and calls by a known name: a loopback port is open to every web
/// page and every agent on the machine.
@Component
@Order(2)
class AccessFilter extends OncePerRequestFilter {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> HEALTH = Set.of("/livez", "/readyz");
    private static final Set<String> OPEN = Set.of("/v3/api-docs");

    private final BearerToken token;
    private final Problems problems;
    private final Set<String> hosts;

    AccessFilter(BearerToken token, Problems problems, AuthProperties properties) {
        this.token = token;
        this.problems = problems;
        this.hosts =
                Stream.concat(LOOPBACK.stream(), properties.hosts().stream())
                        .map(h -> h.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (HEALTH.contains(path)) {
            chain.doFilter(request, response);
        } else if (!hosts.contains(host(request.getHeader("Host")))) {
            problems.write(
                    new ApiException(
                            HttpStatus.FORBIDDEN,
                            "unknown_host",
                            "this server does not answer to that Host; add it to"
                                    + " tasks.auth.hosts if it is yours"),
                    request,
                    response);
        } else if (!OPEN.contains(path) && !token.matches(request.getHeader("Authorization"))) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"dataface-tasks\"");
            problems.write(
                    new ApiException(
                            HttpStatus.UNAUTHORIZED,
                            "unauthorized",
                            "send the installation's token as 'Authorization: Bearer …'; it is"
                                    + " in the file that tasks.auth.token-file names"),
                    request,
                    response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /// The header without its port.
    static String host(@Nullable String header) {
        if (header == null) {
            return "";
        }
        String host = header.strip().toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
