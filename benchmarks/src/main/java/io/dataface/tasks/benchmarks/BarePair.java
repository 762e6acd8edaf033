package io.dataface.tasks.benchmarks;

import io.dataface.tasks.benchmarks.bare.BareApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.json.JsonMapper;

/// A running [BareApplication] and what is asked of it.
final class BarePair implements AutoCloseable {
    private static final String DATABASE = "bare";
    private static final int CLIENTS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final Postgres postgres;
    private final JavaProcess service;
    private final int port;

    private BarePair(Postgres postgres, JavaProcess service, int port) {
        this.postgres = postgres;
        this.service = service;
        this.port = port;
    }

    /// Jobs a second and the processors used.
    record Result(double rate, Window.Cores cores) {}

    static BarePair start(Postgres postgres) throws Exception {
        var url = postgres.create(DATABASE);
        postgres.execute(DATABASE, PgBench.SCHEMA);
        int port = freePort();
        var arguments = new ArrayList<>(JavaProcess.ownClassPath());
        arguments.addAll(
                List.of(
                        BareApplication.class.getName(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.threads.virtual.enabled=true",
                        "--server.tomcat.max-keep-alive-requests=-1",
                        "--spring.datasource.hikari.maximum-pool-size=12",
                        "--spring.datasource.url=" + url));
        var service = JavaProcess.start("bare", arguments, Map.of());
        service.awaitOk(port, "/readyz", "");
        return new BarePair(postgres, service, port);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Eight clients claim and complete, one job a call.
    Result throughput(Duration window) throws Exception {
        PgBench.fill(postgres, DATABASE, 5000 * window.plus(WARM_UP).toSeconds());
        var running = new AtomicBoolean(true);
        var ended = new LongAdder();
        var broken = new ConcurrentLinkedQueue<Exception>();
        try (var clients = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> client(running, ended, broken));
            }
            Thread.sleep(WARM_UP);
            long before = ended.sum();
            var measured = Window.open(postgres, service);
            Thread.sleep(window);
            long after = ended.sum();
            var cores = measured.close();
            running.set(false);
            if (!broken.isEmpty()) {
                throw broken.element();
            }
            return new Result((after - before) / cores.seconds(), cores);
        }
    }

    private void client(
            AtomicBoolean running, LongAdder ended, ConcurrentLinkedQueue<Exception> broken) {
        var json = JsonMapper.shared();
        try (var wire = new Wire(port, "")) {
            while (running.get()) {
                var job = wire.send("POST", "/claims?waitMillis=1000", null).ok();
                long id = json.readTree(job.body()).get("id").asLong();
                wire.send("POST", "/ends?id=" + id, null).ok();
                ended.increment();
            }
        } catch (IOException | RuntimeException e) {
            broken.add(e);
        }
    }

    /// From the call that queues a job until a waiting client has it, one at a time.
    Latencies pickUp(Duration window, Duration pause) throws Exception {
        postgres.execute(DATABASE, "truncate job");
        var wish =
                "{\"payload\":\"%s\"}".formatted("x".repeat(200)).getBytes(StandardCharsets.UTF_8);
        try (var waiting = new Wire(port, "");
                var asking = new Wire(port, "")) {
            return PickUp.measure(
                    window,
                    pause,
                    n -> asking.send("POST", "/jobs", wish).ok(),
                    () -> {
                        var job = claim(waiting);
                        long answered = System.nanoTime();
                        var id = JsonMapper.shared().readTree(job.body()).get("id").asLong();
                        return new PickUp.Taken(
                                answered, () -> waiting.send("POST", "/ends?id=" + id, null).ok());
                    });
        }
    }

    // Its bell may still ring for a job that was taken before anybody waited.
    private static Wire.Answer claim(Wire waiting) throws IOException {
        var job = waiting.send("POST", "/claims?waitMillis=20000", null).ok();
        while (job.body().length == 0) {
            job = waiting.send("POST", "/claims?waitMillis=20000", null).ok();
        }
        return job;
    }

    @Override
    public void close() throws IOException, SQLException {
        service.close();
        postgres.execute("postgres", "drop database " + DATABASE + " with (force)");
    }
}
