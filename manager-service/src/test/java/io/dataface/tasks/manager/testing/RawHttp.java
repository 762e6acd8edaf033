package io.dataface.tasks.manager.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A caller that sends any bytes, those too that no client would: one connection a request.
public final class RawHttp {
    private static final int PATIENCE = 20_000; // milliseconds
    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /// A request as it goes over the wire.
    ///
    /// @param target path and query, encoded by the caller
    /// @param headers `Name: value` lines, sent as they are
    public record Request(
            String method, String target, List<String> headers, byte @Nullable [] body) {
        public Request {
            headers = List.copyOf(headers);
        }

        /// With one more header, instead of one of the same name.
        public Request with(String name, String value) {
            var all = new ArrayList<>(headers);
            all.removeIf(h -> h.regionMatches(true, 0, name + ":", 0, name.length() + 1));
            all.add(name + ": " + value);
            return new Request(method, target, all, body);
        }

        @Override
        public String toString() {
            String text =
                    method
                            + " "
                            + target
                            + " "
                            + headers
                            + " "
                            + (body == null ? "" : new String(body, UTF_8));
            return text.length() > 400 ? text.substring(0, 400) + "…" : text;
        }
    }

    /// An answer; an event stream is left after its headers. Status 0: the server hung up.
    public record Reply(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    public Reply send(Request request) throws IOException {
        var head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
        request.headers().forEach(h -> head.append(h).append("\r\n"));
        byte[] body = request.body();
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE);
            var out = socket.getOutputStream();
            var all = new ByteArrayOutputStream();
            all.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
            if (body != null) {
                all.writeBytes(body);
            }
            out.write(all.toByteArray());
            return read(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer to " + request.method() + " " + request.target(), e);
        } catch (SocketException e) {
            // It may refuse and close before it has read all.
            return new Reply(0, Map.of(), "");
        }
    }

    private static Reply read(InputStream in) throws IOException {
        String status = line(in);
        if (status.isEmpty()) {
            return new Reply(0, Map.of(), "");
        }
        var headers = new TreeMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.split(" ")[1]);
        boolean stream = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        return new Reply(code, headers, stream ? "" : new String(body(in, headers), UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (!headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            return in.readAllBytes();
        }
        var all = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            all.writeBytes(in.readNBytes(size));
            line(in);
        }
        return all.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        String size = line(in);
        return size.isEmpty() ? 0 : Integer.parseInt(size, 16);
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
