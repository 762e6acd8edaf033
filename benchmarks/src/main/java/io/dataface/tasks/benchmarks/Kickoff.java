package io.dataface.tasks.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/// From the call that kicks a task off until a waiting worker has its lease, on an idle
/// manager;
/// beside a bare service that does the same with one table.
final class Kickoff implements Benchmark {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int TASKS = 10_000;

    @Override
    public void run(Options options) throws Exception {
        if (options.pubSub()) {
            new MessageKickoff().run(options);
            return;
        }
        var table = new Table("what", "p50 ms", "p99 ms", "p50 of bare", "p99 of bare", "times");
        try (var postgres = Postgres.start()) {
            var bare = new Latencies();
            if (options.has("bare")) {
                try (var pair = BarePair.start(postgres)) {
                    bare = pair.pickUp(options.seconds(), PAUSE);
                }
                row(table, "bare Spring Boot pair", bare, bare);
            }
            row(table, "manager, kick-off to lease", manager(postgres, options), bare);
            if (Boolean.getBoolean("statements")) {
                postgres.printStatements();
            }
        }
        table.print("Kick-off to lease, one at a time, idle");
    }

    private static void row(Table table, String what, Latencies measured, Latencies bare) {
        table.row(
                what,
                measured.millis(0.5),
                measured.millis(0.99),
                measured.millis(0.5) / bare.millis(0.5),
                measured.millis(0.99) / bare.millis(0.99),
                measured.size());
    }

    private static Latencies manager(Postgres postgres, Options options) throws Exception {
        try (var manager = Manager.start(postgres, options, "/nowhere.git", "branch_pushed")) {
            var registry = new Registry(postgres);
            int first = registry.addTasks(TASKS);
            registry.settle();
            try (var worker = new SimulatedWorker(manager, "worker", 1);
                    var person = manager.connect()) {
                return PickUp.measure(
                        options.seconds(),
                        PAUSE,
                        n -> kickOff(person, first + n),
                        () -> {
                            var answer = worker.pollBytes("20s");
                            long answered = System.nanoTime();
                            var grants = SimulatedWorker.grants(answer);
                            return new PickUp.Taken(
                                    answered,
                                    () -> {
                                        worker.start(grants);
                                        worker.end(grants);
                                    });
                        });
            }
        }
    }

    static void kickOff(Wire person, int task) throws Exception {
        var body = "{\"plan\":\"bench\",\"tasks\":[\"task-%d\"]}".formatted(task);
        person.send(
                        "POST",
                        "/api/v1/kickoffs",
                        body.getBytes(StandardCharsets.UTF_8),
                        "Idempotency-Key: " + UUID.randomUUID() + "\r\n")
                .ok();
    }
}
