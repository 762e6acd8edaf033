package io.dataface.tasks.benchmarks;

import io.dataface.tasks.model.worker.Grant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// 500 workers whose polls wait, and one kick-off after the other: which polls end, and when.
final class Polls implements Benchmark {
    private static final int WORKERS = 500;
    private static final int KICK_OFFS = 100;
    private static final int WAIT_SECONDS = 20;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final LinkedBlockingQueue<Leased> leased = new LinkedBlockingQueue<>();
    private final AtomicInteger empty = new AtomicInteger();
    private final AtomicInteger early = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private volatile boolean over;

    /// A poll that was answered with leases.
    private record Leased(SimulatedWorker worker, List<Grant> grants, long at) {}

    @Override
    public void run(Options options) throws Exception {
        try (var postgres = Postgres.start();
                var manager = Manager.start(postgres, options, "/nowhere.git", "branch_pushed")) {
            var registry = new Registry(postgres);
            int first = registry.addTasks(KICK_OFFS);
            registry.settle();
            var workers = new ArrayList<SimulatedWorker>();
            for (int i = 0; i < WORKERS; i++) {
                workers.add(new SimulatedWorker(manager, "worker-" + i, 1));
            }
            workers.forEach(worker -> Thread.ofVirtual().start(() -> poll(worker)));
            Thread.sleep(Duration.ofSeconds(WAIT_SECONDS));
            idle(postgres, manager, options.seconds());
            kickOffs(manager, first);
            over = true;
        }
    }

    private void idle(Postgres postgres, Manager manager, Duration window) throws Exception {
        empty.set(0);
        var measured = Window.open(postgres, manager.service());
        Thread.sleep(window);
        var cores = measured.close();
        var table =
                new Table(
                        "polls that ended in their time",
                        "earlier",
                        "manager's cores",
                        "cores of Postgres",
                        "cores of the driver");
        table.row(empty.get(), early.get(), cores.service(), cores.postgres(), cores.driver());
        table.print("500 polls wait %d s each, nothing is queued".formatted(WAIT_SECONDS));
    }

    private void kickOffs(Manager manager, int first) throws Exception {
        early.set(0);
        var times = new Latencies();
        int more = 0;
        try (var person = manager.connect()) {
            for (int n = 0; n < KICK_OFFS; n++) {
                long asked = System.nanoTime();
                String said = kickOff(person, first + n);
                Leased one = leased.poll(WAIT_SECONDS, TimeUnit.SECONDS);
                if (one == null) {
                    throw new IllegalStateException("nobody got it: " + said, broken.get());
                }
                times.add(one.at() - asked);
                Thread.sleep(PAUSE);
                more += leased.size() + one.grants().size() - 1;
                leased.clear();
                one.worker().start(one.grants());
                one.worker().end(one.grants());
                Thread.ofVirtual().start(() -> poll(one.worker()));
            }
        }
        if (broken.get() != null) {
            throw new IllegalStateException("a poll failed", broken.get());
        }
        var table =
                new Table(
                        "kick-offs",
                        "polls with a lease",
                        "polls without one that ended early",
                        "p50 ms",
                        "p99 ms",
                        "highest ms");
        table.row(
                KICK_OFFS,
                times.size() + more,
                early.get(),
                times.millis(0.5),
                times.millis(0.99),
                times.millis(1));
        table.print("A kick-off until one of 500 waiting polls is answered with its lease");
    }

    /// Polls until there is a lease.
    private void poll(SimulatedWorker worker) {
        try {
            while (!over) {
                long began = System.nanoTime();
                byte[] answer = worker.pollBytes(WAIT_SECONDS + "s");
                long at = System.nanoTime();
                List<Grant> grants = SimulatedWorker.grants(answer);
                if (!grants.isEmpty()) {
                    leased.add(new Leased(worker, grants, at));
                    return;
                }
                boolean whole = at - began >= Duration.ofSeconds(WAIT_SECONDS).toNanos() * 9 / 10;
                (whole ? empty : early).incrementAndGet();
            }
        } catch (IOException | RuntimeException e) {
            if (!over) {
                broken.compareAndSet(null, e);
            }
        }
    }

    private static String kickOff(Wire person, int task) throws IOException {
        var body = "{\"tasks\":[\"task-%d\"]}".formatted(task);
        return person.send(
                        "POST",
                        "/api/v1/kickoffs",
                        body.getBytes(StandardCharsets.UTF_8),
                        "Idempotency-Key: " + UUID.randomUUID() + "\r\n")
                .ok()
                .text();
    }
}
