package io.dataface.tasks.docs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;

/// Sends any bytes, those too that no browser would: one connection a request.
public final class RawCaller {
    private static final int PATIENCE = 20_000; // milliseconds
    private final int port;

    public RawCaller(int port) {
        this.port = port;
    }

    /// @param head status line and headers
    /// @param body as text; empty for an event stream
    public record Reply(int status, String head, String body) {}

    /// @param headers lines, sent as they are
    public Reply send(String method, String target, List<String> headers, byte[] body)
            throws IOException {
        String host = "127.0.0.1:" + port;
        var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        request.append("Host: ").append(host).append("\r\nConnection: close\r\n");
        headers.forEach(h -> request.append(h).append("\r\n"));
        if (!method.equals("GET")) {
            request.append("Content-Length: ").append(body.length).append("\r\n");
        }
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE);
            var all = new ByteArrayOutputStream();
            all.writeBytes(request.append("\r\n").toString().getBytes(ISO_8859_1));
            all.writeBytes(body);
            socket.getOutputStream().write(all.toByteArray());
            return read(socket.getInputStream());
        }
    }

    private static Reply read(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
        }
        String text = head.toString();
        boolean stream = text.contains("text/event-stream");
        int status = text.length() < 12 ? 0 : Integer.parseInt(text.substring(9, 12));
        return new Reply(status, text, stream ? "" : new String(in.readAllBytes(), UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
