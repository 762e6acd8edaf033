package io.dataface.tasks.docs.frame;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lets most pages leave by one write: the container's buffers of 8 KiB cost more time than all
/// else that a kept page takes.
@Configuration(proxyBeanMethods = false)
class ServerBuffers {

    /// Bytes that are gathered before they are written, and kept by each open connection.
    static final int BYTES = 32 * 1024;

    /// Longest head of an answer, which goes before the page.
    private static final int HEAD = 1024;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> writesAtOnce() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector -> {
                            connector.setProperty("socket.appWriteBufSize", "" + (BYTES + HEAD));
                            connector.setProperty("socket.directBuffer", "true");
                        });
    }
}
