package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// From the call that starts a task's next run until its agent is a running process: the next
/// prompt of a task that has a workspace, one at a time, on an idle `tasks up`. The agent says
/// when it began, by the machine's clock; that costs the start of a shell and of `date`.
final class AgentStart implements Benchmark {
    private static final int TASKS = 20;
    private static final int WARM_UP = 60;
    private static final long LIMIT_SECONDS = 60;

    @Override
    public void run(Options options) throws Exception {
        Path root = Files.createTempDirectory("benchmark-agent-");
        Path marks = Files.createFile(root.resolve("marks"));
        plan(root.resolve("plan"));
        Path agent = root.resolve("agent.sh");
        Files.writeString(agent, "date +%%s%%N >> %s\necho line >> work.txt\n".formatted(marks));
        var latencies = new Latencies();
        try (Up up =
                Up.begin(
                        root.resolve("data"),
                        "--plans",
                        root.resolve("plan").toString(),
                        "--repo",
                        code(root).toString(),
                        "--agent",
                        "sh " + agent)) {
            up.awaitReady();
            up.post("/api/v1/plans/plan/sync", "{}");
            for (int n = 0; n < TASKS; n++) {
                started(up, marks, "/api/v1/kickoffs", "{\"tasks\":[\"task-%d\"]}".formatted(n));
                settled(up, n);
            }
            long end = Long.MAX_VALUE;
            for (int n = 0; System.nanoTime() < end; n++) {
                if (n == WARM_UP) {
                    latencies.clear();
                    end = System.nanoTime() + options.seconds().toNanos();
                }
                int task = n % TASKS;
                var path = "/api/v1/tasks/task-%d/follow-ups".formatted(task);
                latencies.add(started(up, marks, path, "{\"text\":\"Go on.\"}"));
                settled(up, task);
            }
        }
        var table = new Table("what", "p50 ms", "p99 ms", "highest ms", "times");
        table.row(
                "follow-up to agent, workspace warm",
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.millis(1),
                latencies.size());
        table.print("A person's call to a running agent, one at a time, idle");
    }

    /// Nanoseconds from just before the call to the agent's own mark.
    private static long started(Up up, Path marks, String path, String body) throws Exception {
        long before = Files.size(marks);
        Instant now = Instant.now();
        long asked = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        up.post(path, body);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (Files.size(marks) == before) {
            if (System.nanoTime() > end) {
                throw new IOException("no agent began within a minute after " + path);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        String mark = "";
        while (!mark.endsWith("\n")) {
            mark = Files.readString(marks, StandardCharsets.US_ASCII).substring((int) before);
        }
        return Long.parseLong(mark.strip()) - asked;
    }

    /// Waits for the run's end.
    private static void settled(Up up, int task) throws Exception {
        while (!up.get("/api/v1/tasks/task-" + task).contains("\"state\":\"IDLE\"")) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(100);
    }

    private static void plan(Path folder) throws IOException {
        for (int n = 0; n < TASKS; n++) {
            Path file = folder.resolve("tasks/workstreams/area/tasks/task-%d.md".formatted(n));
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(
                    file,
                    "---\ntitle: Task %1$d\nstatus: not_started\n---\n# Task %1$d\n".formatted(n));
        }
    }

    private static Path code(Path root) throws Exception {
        Path work = Files.createDirectories(root.resolve("work"));
        Files.writeString(work.resolve("README.md"), "# Code\n");
        var tree = new LargePlan(work);
        tree.git("init", "--quiet", "--initial-branch=main");
        tree.commit("Begin");
        Path bare = root.resolve("code.git");
        tree.git("clone", "--quiet", "--bare", ".", bare.toString());
        return bare;
    }
}
