package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/// How long the manager takes to take a large plan in: at first, again, and with 20 changes; from
/// a folder in git and from a git URL. Timed at the caller of `POST /plans/{id}/sync`.
final class Import implements Benchmark {
    private static final int ROUNDS = 10;
    private static final int CHANGED = 20;

    @Override
    public void run(Options options) throws Exception {
        System.out.printf("| source | first | no change | %d files changed |%n", CHANGED);
        System.out.println("| --- | --- | --- | --- |");
        Path root = Files.createTempDirectory("benchmark-plan-");
        LargePlan plan = LargePlan.begin(root.resolve("large"));
        Path bare = root.resolve("large.git");
        plan.git("clone", "--quiet", "--bare", ".", bare.toString());
        if (options.has("folder")) {
            try (Up up = Up.begin(root.resolve("data"), "--plans", plan.folder() + "")) {
                measure("folder", up.awaitReady(), plan, false);
            }
        } else {
            plan.addTasks();
        }
        if (options.has("url")) {
            plan.git("remote", "add", "origin", bare.toString());
            try (Up up = Up.begin(root.resolve("data-url"), "--plans", "file://" + bare)) {
                measure("git URL", up.awaitReady(), plan, true);
            }
        }
    }

    private static void measure(String source, Up up, LargePlan plan, boolean pushed)
            throws IOException, InterruptedException {
        if (!pushed) {
            plan.addTasks();
        }
        plan.commit("Plan");
        push(plan, pushed);
        double first = pass(up);
        require(up, LargePlan.TASKS);
        double[] same = new double[ROUNDS];
        double[] changed = new double[ROUNDS];
        Duration before = up.cpu();
        for (int round = 0; round < ROUNDS; round++) {
            same[round] = pass(up);
        }
        Duration between = up.cpu();
        for (int round = 0; round < ROUNDS; round++) {
            plan.change(CHANGED, round + (pushed ? ROUNDS : 0));
            if (pushed) {
                plan.commit("Round " + round);
                push(plan, true);
            }
            changed[round] = pass(up);
        }
        System.out.printf(
                "| %s | %.1f s | %s, %d ms CPU | %s, %d ms CPU |%n",
                source,
                first / 1e3,
                text(same),
                between.minus(before).toMillis() / ROUNDS,
                text(changed),
                up.cpu().minus(between).toMillis() / ROUNDS);
    }

    private static void push(LargePlan plan, boolean pushed)
            throws IOException, InterruptedException {
        if (pushed) {
            plan.git("push", "--quiet", "origin", "main");
        }
    }

    private static double pass(Up up) throws IOException, InterruptedException {
        long began = System.nanoTime();
        up.post("/api/v1/plans/large/sync", "{}");
        return (System.nanoTime() - began) / 1e6;
    }

    private static void require(Up up, int tasks) throws IOException, InterruptedException {
        String plan = up.get("/api/v1/plans/large");
        if (!plan.contains("" + tasks)) {
            throw new IOException("not all tasks are there: " + plan);
        }
    }

    private static String text(double[] millis) {
        Arrays.sort(millis);
        return "%.0f ms (worst %.0f)"
                .formatted(millis[millis.length / 2], millis[millis.length - 1]);
    }
}
