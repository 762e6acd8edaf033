package io.dataface.tasks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HealthProbeTests {

    @Test
    void theStatusLineIsRead() throws IOException {
        var server = server(503);
        try {
            assertThat(HealthProbe.status(address(server))).startsWith("HTTP/1.1 503");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPortWhereNobodyListensIsAnError() throws IOException {
        URI address;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/readyz");
        }
        assertThatThrownBy(() -> HealthProbe.status(address)).isInstanceOf(IOException.class);
    }

    @Test
    void onlyTwoHundredIsWell() throws IOException, InterruptedException {
        for (int code : new int[] {200, 503}) {
            var server = server(code);
            try {
                assertThat(exitCode(address(server).toString())).isEqualTo(code == 200 ? 0 : 1);
            } finally {
                server.stop(0);
            }
        }
        assertThat(exitCode("http://127.0.0.1/no port")).isEqualTo(1);
    }

    private static HttpServer server(int code) throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(loopback, 0);
        server.createContext(
                "/readyz",
                exchange -> {
                    exchange.sendResponseHeaders(code, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/readyz");
    }

    private static int exitCode(String address) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HealthProbe.class.getName(),
                        address)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
