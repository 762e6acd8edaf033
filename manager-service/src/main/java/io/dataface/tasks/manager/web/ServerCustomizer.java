package io.dataface.tasks.manager.web;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/// Lets a page's path, slashes encoded, name a task, and gives requests that Tomcat itself refuses
/// the common form of errors.
@Component
class ServerCustomizer
        implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(
                connector ->
                        connector.setEncodedSolidusHandling(
                                EncodedSolidusHandling.PASS_THROUGH.getValue()));
        factory.addContextCustomizers(
                context -> {
                    var host = (StandardHost) context.getParent();
                    host.setErrorReportValveClass(RefusedRequest.class.getName());
                    host.getPipeline().addValve(new RefusedRequest());
                });
    }

    /// After Boot's own, so that ours is the first to report.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
