package io.dataface.tasks.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dataface.tasks.cli.invocation.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// The far side of the network: answers over real HTTP what a test laid ready.
final class FakeManager implements AutoCloseable {
    private final HttpServer server;
    private final Path tokenFile;
    private final Map<String, Deque<Handler>> answers = new HashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /// One answer.
    interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    /// A request that came in.
    record Seen(String method, String path, Map<String, String> headers, String body) {
        String line() {
            return method + " " + path;
        }
    }

    FakeManager(Path folder) {
        try {
            tokenFile = Files.writeString(folder.resolve("token"), "secret-token\n");
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Path tokenFile() {
        return tokenFile;
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<String> lines() {
        return seen.stream().map(Seen::line).toList();
    }

    /// Lays an answer ready; the last one for a line is given for ever.
    ///
    /// @param line method and path below `/api/v1`, without the query
    FakeManager on(String line, Handler handler) {
        answers.computeIfAbsent(line, key -> new ArrayDeque<>()).add(handler);
        return this;
    }

    FakeManager json(String line, Object body) {
        return on(line, exchange -> send(exchange, 200, "application/json", Json.compact(body)));
    }

    FakeManager text(String line, int status, String type, String body) {
        return on(line, exchange -> send(exchange, status, type, body));
    }

    FakeManager problem(String line, int status, String code, String detail) {
        String body =
                Json.compact(
                        Map.of(
                                "type",
                                "urn:dataface-tasks:problem:" + code,
                                "title",
                                "Refused",
                                "status",
                                status,
                                "detail",
                                detail,
                                "traceId",
                                "trace-1"));
        return on(line, exchange -> send(exchange, status, "application/problem+json", body));
    }

    static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
        String path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
        seen.add(new Seen(exchange.getRequestMethod(), target, headers, body));
        if (!"Bearer secret-token".equals(headers.get("Authorization"))) {
            send(exchange, 401, "application/problem+json", "{\"title\":\"Unauthorized\"}");
            return;
        }
        Deque<Handler> laid = answers.get(exchange.getRequestMethod() + " " + path);
        if (laid == null) {
            send(
                    exchange,
                    404,
                    "application/problem+json",
                    "{\"type\":\"urn:dataface-tasks:problem:not_found\",\"title\":\"Not found\","
                            + "\"traceId\":\"trace-404\"}");
            return;
        }
        Handler next = laid.size() > 1 ? laid.remove() : laid.element();
        next.handle(exchange);
    }
}
