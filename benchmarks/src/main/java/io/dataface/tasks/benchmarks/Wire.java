package io.dataface.tasks.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One kept-alive HTTP/1.1 connection with one request at a time: the driver shares the
/// processors with what it measures, and the JDK's client would cost several times as much.
final class Wire implements AutoCloseable {
    /// A service ends a connection that is not used for some time.
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final int port;
    private final String headers;
    private Socket socket;
    private InputStream in;
    private long usedNanos;

    /// @param token sent as bearer token; empty: none
    Wire(int port, String token) throws IOException {
        this.port = port;
        socket = connected(port);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        usedNanos = System.nanoTime();
        headers =
                " HTTP/1.1\r\nHost: localhost\r\nX-Actor: benchmark\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
    }

    private static Socket connected(int port) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void connectAnew() throws IOException {
        socket.close();
        socket = connected(port);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /// An answer.
    ///
    /// @param tag its `ETag`, empty where it has none
    record Answer(int status, byte[] body, String tag) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /// This answer, which must be a success.
        Answer ok() {
            if (status / 100 != 2) {
                throw new IllegalStateException(status + " " + text());
            }
            return this;
        }
    }

    Answer send(String method, String path, byte @Nullable [] json) throws IOException {
        return send(method, path, json, "");
    }

    /// @param more further header lines, each with its line end
    Answer send(String method, String path, byte @Nullable [] json, String more)
            throws IOException {
        var out = new ByteArrayOutputStream(512 + (json == null ? 0 : json.length));
        var length = json == null ? 0 : json.length;
        var head =
                method
                        + " "
                        + path
                        + headers
                        + more
                        + "Content-Type: application/json\r\nContent-Length: "
                        + length
                        + "\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        if (json != null) {
            out.writeBytes(json);
        }
        if (System.nanoTime() - usedNanos > IDLE.toNanos()) {
            connectAnew();
        }
        out.writeTo(socket.getOutputStream());
        var answer = receive();
        usedNanos = System.nanoTime();
        return answer;
    }

    private Answer receive() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        String tag = "";
        for (var line = line(); !line.isEmpty(); line = line()) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
            chunked |= lower.equals("transfer-encoding: chunked");
            if (lower.startsWith("etag:")) {
                tag = line.substring(5).strip();
            }
        }
        return new Answer(status, chunked ? chunks() : bytes(length), tag);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = size(); size > 0; size = size()) {
            body.writeBytes(bytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
