package io.dataface.tasks.worker.lease;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.HeldLease;
import io.dataface.tasks.model.worker.Poll;
import io.dataface.tasks.model.worker.Polled;
import io.dataface.tasks.model.worker.Registered;
import io.dataface.tasks.model.worker.Registration;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.ResultAnswers;
import io.dataface.tasks.model.worker.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// The far side of the worker protocol, over real HTTP: grants what a test queues, answers as a
/// test sets it, and remembers all it was told.
final class FakeManager implements AutoCloseable {
    static final String TOKEN = "test-token-of-the-worker";

    final List<Registration> registrations = new CopyOnWriteArrayList<>();
    final List<Renewal.Line> renewed = new CopyOnWriteArrayList<>();
    final List<Result> results = new CopyOnWriteArrayList<>();
    final LinkedBlockingQueue<Grant> queue = new LinkedBlockingQueue<>();
    final Map<UUID, List<Renewed.Command>> commands = new ConcurrentHashMap<>();
    final AtomicInteger polls = new AtomicInteger();
    volatile long leaseMillis = 20_000;
    volatile int lastMax = -1;
    volatile boolean gone;
    volatile boolean goneAtGate;
    volatile boolean away;
    volatile boolean drain;
    volatile boolean loseNextPoll;
    private final Map<UUID, ByteArrayOutputStream> logs = new HashMap<>();
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpServer server;

    FakeManager() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    String log(UUID dispatch) {
        synchronized (logs) {
            var bytes = logs.get(dispatch);
            return bytes == null ? "" : bytes.toString(StandardCharsets.UTF_8);
        }
    }

    boolean reached(UUID dispatch, Phase phase) {
        return renewed.stream()
                .anyMatch(line -> line.dispatchId().equals(dispatch) && line.phase() == phase);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (away) {
                answer(exchange, 503, Map.of("detail", "away"));
                return;
            }
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (!("Bearer " + TOKEN).equals(authorization)) {
                answer(exchange, 401, Map.of("detail", "who are you?"));
                return;
            }
            route(exchange, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void route(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        if (path.endsWith("/workers")) {
            registrations.add(json.readValue(body, Registration.class));
            answer(exchange, 200, new Registered(leaseMillis, leaseMillis / 8));
        } else if (path.endsWith("/leases") && exchange.getRequestMethod().equals("POST")) {
            poll(exchange, json.readValue(body, Poll.class));
        } else if (path.endsWith("/leases")) {
            answer(exchange, 200, renew(json.readValue(body, Renewal.class)));
        } else if (path.endsWith("/results")) {
            answer(exchange, 200, results(json.readValue(body, Results.class)));
        } else if (path.endsWith("/log")) {
            append(exchange, body);
        } else {
            answer(exchange, 404, Map.of("detail", "no such call"));
        }
    }

    private void poll(HttpExchange exchange, Poll poll) throws IOException, InterruptedException {
        polls.incrementAndGet();
        var query = query(exchange);
        var wait = Long.parseLong(query.getOrDefault("wait", "0ms").replace("ms", ""));
        var max = Integer.parseInt(query.getOrDefault("max", "0"));
        lastMax = max;
        var grants = new ArrayList<Grant>();
        var first = max > 0 ? queue.poll(wait, TimeUnit.MILLISECONDS) : null;
        if (first != null) {
            grants.add(first);
        }
        if (loseNextPoll && !grants.isEmpty()) {
            loseNextPoll = false;
            queue.addAll(grants);
            throw new IOException("The reply is lost");
        }
        grants.removeIf(
                grant -> poll.held().contains(new HeldLease(grant.dispatchId(), grant.token())));
        answer(exchange, 200, new Polled(grants, drain));
    }

    private Renewed renew(Renewal renewal) {
        renewed.addAll(renewal.leases());
        var lines = new ArrayList<Renewed.Line>();
        for (var line : renewal.leases()) {
            var lost = gone || (goneAtGate && line.pushSha() != null);
            var pending =
                    commands.getOrDefault(line.dispatchId(), List.of()).stream()
                            .filter(command -> !line.acknowledged().contains(command.id()))
                            .toList();
            lines.add(new Renewed.Line(line.dispatchId(), line.token(), lost, pending));
        }
        return new Renewed(lines, drain);
    }

    private ResultAnswers results(Results reported) {
        results.addAll(reported.results());
        return new ResultAnswers(
                reported.results().stream()
                        .map(
                                result ->
                                        new ResultAnswers.Line(
                                                result.dispatchId(),
                                                result.token(),
                                                true,
                                                DispatchState.FAILED))
                        .toList());
    }

    private void append(HttpExchange exchange, byte[] body) throws IOException {
        var dispatch = UUID.fromString(exchange.getRequestURI().getPath().split("/")[4]);
        var offset = Long.parseLong(query(exchange).getOrDefault("offset", "-1"));
        synchronized (logs) {
            var log = logs.computeIfAbsent(dispatch, id -> new ByteArrayOutputStream());
            if (offset != log.size()) {
                answer(exchange, 409, Map.of("expectedOffset", log.size()));
                return;
            }
            log.writeBytes(body);
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var words = new HashMap<String, String>();
        for (var pair : exchange.getRequestURI().getQuery().split("&")) {
            words.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return words;
    }

    private void answer(HttpExchange exchange, int status, Object value) throws IOException {
        var bytes = json.writeValueAsBytes(value);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
