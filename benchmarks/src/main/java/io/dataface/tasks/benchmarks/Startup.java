package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// From the call of `tasks up` to a page that shows a registered worker, and the memory of all
/// parts then. With what an earlier start recorded; `--only without` leaves that out.
final class Startup implements Benchmark {
    private static final int ROUNDS = 5;
    private static final int IDLE_SECONDS = 5;

    @Override
    public void run(Options options) throws Exception {
        System.out.println("| data folder | times | memory |");
        System.out.println("| --- | --- | --- |");
        double[] fresh = new double[ROUNDS];
        double[] again = new double[ROUNDS];
        long[] memory = new long[2];
        for (int round = 0; round < ROUNDS; round++) {
            Path data = Files.createTempDirectory("benchmark-up-");
            fresh[round] = start(data, memory, 0);
            again[round] = start(data, memory, 1);
        }
        System.out.printf("| new | %s | %d MB |%n", text(fresh), memory[0]);
        System.out.printf("| used before | %s | %d MB |%n", text(again), memory[1]);
    }

    private static double start(Path data, long[] memory, int at)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (Up up = Up.begin(data)) {
            while (!up.showsAWorker()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            up.awaitReady();
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            memory[at] = Math.max(memory[at], up.memory());
            return seconds;
        }
    }

    private static String text(double[] seconds) {
        Arrays.sort(seconds);
        return "%.1f s (best %.1f, worst %.1f)"
                .formatted(seconds[seconds.length / 2], seconds[0], seconds[seconds.length - 1]);
    }
}
