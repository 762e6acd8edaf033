package io.dataface.tasks.docs.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Answers 404 where the container cannot read a path (encoded slashes, `..` past the root, NUL):
/// such a path names nothing, and nobody learns more. A header that it cannot read is 400.
@Configuration(proxyBeanMethods = false)
class UnreadablePaths {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadablePathsAreNotFound() {
        return factory ->
                factory.addContextCustomizers(
                        context -> context.getParent().getPipeline().addValve(new NotFound()));
    }

    private static final class NotFound extends ValveBase {

        NotFound() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response)
                throws IOException, ServletException {
            getNext().invoke(request, response);
            if (response.getStatus() != HttpServletResponse.SC_BAD_REQUEST
                    || request.getContext() != null
                    || request.getRequestURI() == null
                    || response.isCommitted()) {
                return;
            }
            boolean path = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null;
            response.reset();
            response.setSuspended(false);
            response.setStatus(
                    path ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "default-src 'none'");
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter()
                    .println(
                            path
                                    ? "Nothing is at this address."
                                    : "The request is not well-formed HTTP.");
            // Else the container puts its own page in its place.
            response.finishResponse();
        }
    }
}
