package io.dataface.tasks.benchmarks;

import io.dataface.tasks.emulator.PubSubEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// From the call that kicks a task off until a real worker has its lease, where a message of
/// the
/// emulator wakes that worker; idle, one at a time. Both ends are read off the machine's clock:
/// the
/// driver's before the call, the database's at the grant and at the worker's acknowledgement.
final class MessageKickoff implements Benchmark {
    private static final int TASKS = 5_000;
    private static final int WARM_UP = 250;
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String AT =
            "select d.leased_at, d.started_at, d.ended_at from dispatch d join task t on t.key ="
                    + " d.task_key where t.id = 'task-%d'";

    private final InstantSource clock = InstantSource.system();
    private final Latencies granted = new Latencies();
    private final Latencies acknowledged = new Latencies();

    @Override
    public void run(Options options) throws Exception {
        var folder = Files.createTempDirectory("benchmark-messages-");
        var emulator =
                PubSubEmulator.find(folder.resolve("emulator.log"))
                        .orElseThrow(() -> new IllegalStateException(PubSubEmulator.MISSING))
                        .start();
        var transport =
                Map.of(
                        "tasks.transport", "pubsub",
                        "spring.cloud.gcp.project-id", "benchmark",
                        "spring.cloud.gcp.pubsub.emulator-host", emulator.address());
        try (emulator;
                var postgres = Postgres.start();
                var manager =
                        Manager.start(postgres, options, remote(folder), "manual", transport);
                var worker = worker(manager, folder, transport);
                var person = manager.connect()) {
            var registry = new Registry(postgres);
            int first = registry.addTasks(TASKS);
            registry.settle();
            awaitWorker(registry, worker);
            try (var connection = postgres.connect(Manager.DATABASE);
                    var statement = connection.createStatement()) {
                measure(options, person, statement, first);
            }
        }
        var table = new Table("what", "p50 ms", "p99 ms", "times");
        row(table, "kick-off to grant, by message", granted);
        row(table, "kick-off to the worker's acknowledgement, by message", acknowledged);
        table.print("Kick-off to lease over the emulator, one at a time, idle");
    }

    private static void row(Table table, String what, Latencies measured) {
        table.row(what, measured.millis(0.5), measured.millis(0.99), measured.size());
    }

    private void measure(Options options, Wire person, Statement statement, int first)
            throws Exception {
        long end = Long.MAX_VALUE;
        for (int n = 0; System.nanoTime() < end; n++) {
            if (n == WARM_UP) {
                granted.clear();
                acknowledged.clear();
                end = System.nanoTime() + options.seconds().toNanos();
            }
            var asked = clock.instant();
            Kickoff.kickOff(person, first + n);
            awaitEnd(statement, AT.formatted(first + n), asked);
            Thread.sleep(PAUSE);
        }
    }

    private void awaitEnd(Statement statement, String query, Instant asked)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(50);
            try (ResultSet row = statement.executeQuery(query)) {
                if (row.next() && row.getTimestamp(3) != null) {
                    granted.add(nanos(asked, row, 1));
                    acknowledged.add(nanos(asked, row, 2));
                    return;
                }
            }
        }
        throw new IllegalStateException("a dispatch did not end");
    }

    private static long nanos(Instant from, ResultSet row, int column) throws SQLException {
        return Duration.between(from, row.getTimestamp(column).toInstant()).toNanos();
    }

    private static JavaProcess worker(Manager manager, Path folder, Map<String, String> transport)
            throws IOException {
        var jar = Path.of(System.getProperty("tasks.home"), "dispatch-worker/target");
        var arguments =
                new ArrayList<>(List.of("-jar", jar.resolve("dispatch-worker.jar").toString()));
        Map.of(
                        "tasks.worker.name",
                        "worker",
                        "tasks.worker.manager-url",
                        "http://127.0.0.1:" + manager.port(),
                        "tasks.worker.token-file",
                        manager.tokenFile().toString(),
                        "tasks.worker.capacity",
                        "2",
                        "tasks.worker.data",
                        folder.resolve("worker").toString(),
                        // It changes nothing, so nothing is pushed and no retry follows.
                        "tasks.worker.agents.nothing.command[0]",
                        "/bin/true")
                .forEach((key, value) -> arguments.add("--" + key + "=" + value));
        transport.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return JavaProcess.start("worker", arguments, Map.of());
    }

    private static void awaitWorker(Registry registry, JavaProcess worker) throws Exception {
        long end = System.nanoTime() + LIMIT.multipliedBy(2).toNanos();
        while (registry.count("select count(*) from worker where ended_at is null") == 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no worker registered: " + worker.lines());
            }
            Thread.sleep(100);
        }
        // Its subscription is made after that.
        Thread.sleep(3000);
    }

    /// A repository with one commit.
    private static String remote(Path folder) throws IOException, InterruptedException {
        var code = Files.createDirectories(folder.resolve("code"));
        for (var words :
                List.of(
                        List.of("git", "init", "--quiet", "--initial-branch=main"),
                        List.of(
                                "git",
                                "-c",
                                "user.name=Benchmark",
                                "-c",
                                "user.email=benchmark@localhost",
                                "commit",
                                "--quiet",
                                "--allow-empty",
                                "--message=Begin"))) {
            var git = new ProcessBuilder(words).directory(code.toFile()).inheritIO().start();
            if (git.waitFor() != 0) {
                throw new IllegalStateException("" + words + " failed");
            }
        }
        return code.toString();
    }
}
