package io.dataface.tasks.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// Asks a service on this machine whether it is well: the health check of images that have no
/// HTTP client but Java. A plain socket, because it runs every few seconds and loads next to
/// nothing.
public final class HealthProbe {
    private static final int LIMIT_MILLIS = 3000;

    private HealthProbe() {}

    /// Exits with 0 where `http://host:port/path`, the one argument, answers 200 within 3 s, else
    /// with 1 and a line on standard error.
    public static void main(String[] arguments) {
        System.exit(arguments.length == 1 && isWell(arguments[0]) ? 0 : 1);
    }

    private static boolean isWell(String address) {
        try {
            var status = status(URI.create(address));
            if (status.matches("HTTP/1\\.[01] 200( .*)?")) {
                return true;
            }
            System.err.println(address + " answered: " + status);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(address + " does not answer: " + e.getMessage());
        }
        return false;
    }

    /// The first line of the answer, empty where there is none.
    static String status(URI address) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            var request =
                    "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(address.getRawPath(), address.getAuthority());
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            var reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            var line = reader.readLine();
            return line == null ? "" : line;
        }
    }
}
