package io.dataface.tasks.benchmarks;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Renewal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// 10,000 live leases, held by 500 workers that renew theirs every 10 s.
final class Renewals implements Benchmark {
    private static final int WORKERS = 500;
    private static final int SLOTS = 20;
    private static final Duration EVERY = Duration.ofSeconds(10);

    @Override
    public void run(Options options) throws Exception {
        var latencies = new Latencies();
        Window.Cores cores;
        try (var postgres = Postgres.start();
                var manager = Manager.start(postgres, options, "/nowhere.git", "branch_pushed")) {
            var registry = new Registry(postgres);
            registry.queue(WORKERS * SLOTS);
            var workers = new ArrayList<SimulatedWorker>();
            var leases = new ArrayList<List<Grant>>();
            for (int i = 0; i < WORKERS; i++) {
                var worker = new SimulatedWorker(manager, "worker-" + i, SLOTS);
                var grants = worker.poll("5s");
                worker.start(grants);
                workers.add(worker);
                leases.add(grants);
            }
            registry.settle();
            cores = renew(postgres, manager, workers, leases, latencies, options.seconds());
            long live = registry.count("select count(*) from lease");
            if (live != WORKERS * SLOTS) {
                throw new IllegalStateException(live + " leases are left");
            }
        }
        var table =
                new Table(
                        "renewals",
                        "p50 ms",
                        "p99 ms",
                        "highest ms",
                        "manager's cores",
                        "cores of Postgres",
                        "cores of the driver");
        table.row(
                latencies.size(),
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.millis(1),
                cores.service(),
                cores.postgres(),
                cores.driver());
        table.print("10,000 live leases, 500 workers, a renewal of 20 every 10 s");
    }

    private static Window.Cores renew(
            Postgres postgres,
            Manager manager,
            List<SimulatedWorker> workers,
            List<List<Grant>> leases,
            Latencies latencies,
            Duration window)
            throws Exception {
        var broken = new AtomicReference<Throwable>();
        try (var threads =
                Executors.newScheduledThreadPool(16, Thread.ofPlatform().daemon().factory())) {
            for (int i = 0; i < WORKERS; i++) {
                var worker = workers.get(i);
                var lines = leases.get(i).stream().map(Renewals::line).toList();
                threads.scheduleAtFixedRate(
                        () -> {
                            try {
                                long start = System.nanoTime();
                                worker.renew(lines);
                                latencies.add(System.nanoTime() - start);
                            } catch (Exception e) {
                                broken.set(e);
                            }
                        },
                        EVERY.toMillis() * i / WORKERS,
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
            }
            Thread.sleep(EVERY.multipliedBy(2));
            latencies.clear();
            var measured = Window.open(postgres, manager.service());
            Thread.sleep(window);
            var cores = measured.close();
            threads.shutdownNow();
            if (broken.get() != null) {
                throw new IllegalStateException("a renewal failed", broken.get());
            }
            return cores;
        }
    }

    private static Renewal.Line line(Grant grant) {
        return new Renewal.Line(
                grant.dispatchId(), grant.token(), Phase.PREPARING, null, 0, List.of());
    }
}
