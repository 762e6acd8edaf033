package io.dataface.tasks.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// 20,000 dispatches that do nothing, through their whole life, by 10 workers with 16 slots; beside
/// pgbench, db-scheduler and a bare service.
final class Dispatches implements Benchmark {
    private static final int DISPATCHES = Integer.getInteger("dispatches", 20_000);
    private static final int WORKERS = 10;
    private static final int SLOTS = 16;

    private record Round(double rate, Window.Cores cores) {}

    @Override
    public void run(Options options) throws Exception {
        var table =
                new Table(
                        "what",
                        "a second",
                        "of pgbench",
                        "of db-scheduler",
                        "cores of it",
                        "cores of Postgres",
                        "cores of the driver");
        try (var postgres = Postgres.start()) {
            double floor = Double.NaN;
            double scheduler = Double.NaN;
            if (options.has("pgbench")) {
                var r = PgBench.run(postgres, options.seconds());
                floor = r.rate();
                row(
                        table,
                        "pgbench, claim + complete, 8 clients",
                        floor,
                        floor,
                        scheduler,
                        r.cores());
            }
            if (options.has("scheduler")) {
                var r = LockAndFetch.run(postgres, options.seconds());
                scheduler = r.rate();
                row(
                        table,
                        "db-scheduler, lock-and-fetch, 8 threads",
                        scheduler,
                        floor,
                        scheduler,
                        r.cores());
            }
            if (options.has("bare")) {
                try (var bare = BarePair.start(postgres)) {
                    var r = bare.throughput(options.seconds());
                    row(
                            table,
                            "bare Spring Boot pair, 8 clients",
                            r.rate(),
                            floor,
                            scheduler,
                            r.cores());
                }
            }
            if (options.has("manager")) {
                for (var r : manager(postgres, options)) {
                    row(table, r.name(), r.round().rate(), floor, scheduler, r.round().cores());
                }
            }
        }
        table.print(
                "20,000 dispatches a round, windows of " + options.seconds().toSeconds() + " s");
    }

    private static void row(
            Table table, String what, double rate, double floor, double scheduler, Window.Cores c) {
        table.row(
                what, rate, rate / floor, rate / scheduler, c.service(), c.postgres(), c.driver());
    }

    private record Named(String name, Round round) {}

    private static List<Named> manager(Postgres postgres, Options options) throws Exception {
        var rows = new ArrayList<Named>();
        try (var manager = Manager.start(postgres, options, "/nowhere.git", "branch_pushed")) {
            var registry = new Registry(postgres);
            var workers = new ArrayList<SimulatedWorker>();
            for (int i = 0; i < WORKERS; i++) {
                workers.add(new SimulatedWorker(manager, "worker-" + i, SLOTS));
            }
            round(postgres, manager, registry, workers);
            rows.add(
                    new Named(
                            "manager, whole lives",
                            median(postgres, manager, registry, workers, options)));
            if (options.finished() > 0) {
                registry.finish(options.finished());
                round(postgres, manager, registry, workers);
                var name = "manager, %,d finished before".formatted(options.finished());
                rows.add(new Named(name, median(postgres, manager, registry, workers, options)));
            }
            check(registry);
            if (Boolean.getBoolean("statements")) {
                postgres.printStatements();
            }
            for (var worker : workers) {
                worker.close();
            }
        }
        return rows;
    }

    /// Rounds until the window is full; the median one.
    private static Round median(
            Postgres postgres,
            Manager manager,
            Registry registry,
            List<SimulatedWorker> workers,
            Options options)
            throws Exception {
        var rounds = new ArrayList<Round>();
        double seconds = 0;
        while (seconds < options.seconds().toSeconds()) {
            var round = round(postgres, manager, registry, workers);
            System.err.printf("round: %.0f/s %s%n", round.rate(), round.cores());
            seconds += round.cores().seconds();
            rounds.add(round);
        }
        rounds.sort(java.util.Comparator.comparingDouble(Round::rate));
        return rounds.get(rounds.size() / 2);
    }

    private static Round round(
            Postgres postgres, Manager manager, Registry registry, List<SimulatedWorker> workers)
            throws Exception {
        registry.queue(DISPATCHES);
        var left = new AtomicInteger(DISPATCHES);
        var window = Window.open(postgres, manager.service());
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var work =
                    workers.stream()
                            .<Callable<Integer>>map(
                                    w ->
                                            () -> {
                                                while (left.get() > 0) {
                                                    left.addAndGet(-w.round("200ms"));
                                                }
                                                return 0;
                                            })
                            .toList();
            for (var ended : threads.invokeAll(work)) {
                ended.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e.getCause());
        }
        var cores = window.close();
        return new Round(DISPATCHES / cores.seconds(), cores);
    }

    /// Every dispatch has to have succeeded, once, with its whole history.
    private static void check(Registry registry) throws Exception {
        long wrong =
                registry.count(
                        """
                        select (select count(*) from dispatch where state <> 'SUCCEEDED')
                             + (select count(*) from task where completed_at is null and id in
                                (select 'task-' || n from generate_series(1, %d) n))
                             + (select count(*) from lease)
                             + (select count(*) from (select from history h join dispatch d on d.id = h.dispatch_id
                                where d.worker_name <> 'earlier' group by h.dispatch_id having count(*) <> 5) x)
                        """
                                .formatted(DISPATCHES));
        if (wrong != 0) {
            throw new IllegalStateException(wrong + " rows are not as they should be at the end");
        }
    }
}
