package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/// Pages of a large plan, asked for by 16 clients at once, each as soon as it has its answer.
final class Pages implements Benchmark {
    private static final int CLIENTS = 16;

    @Override
    public void run(Options options) throws Exception {
        Path root = Files.createTempDirectory("benchmark-plan-");
        LargePlan plan = LargePlan.begin(root.resolve("large"));
        plan.addTasks();
        plan.commit("Plan");
        try (Up up = Up.begin(root.resolve("data"), "--plans", plan.folder() + "")) {
            up.awaitReady().post("/api/v1/plans/large/sync", "{}");
            System.out.println("| page | answers | per s | p50 | p99 | worst | CPU each |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
            for (String path : List.of("/status", "/docs/workstreams/area-01/")) {
                load(up, path, options.seconds().toSeconds() / 3);
                Duration before = up.cpu();
                long[] times = load(up, path, options.seconds().toSeconds());
                Duration used = up.cpu().minus(before);
                System.out.printf(
                        "| `%s` | %d | %.0f | %.1f ms | %.1f ms | %.1f ms | %.1f ms |%n",
                        path,
                        times.length,
                        times.length / (double) options.seconds().toSeconds(),
                        millis(times, 0.5),
                        millis(times, 0.99),
                        millis(times, 1),
                        used.toMillis() / (double) times.length);
            }
        }
    }

    private static long[] load(Up up, String path, long seconds) throws Exception {
        HttpRequest request = up.request(path);
        long end = System.nanoTime() + seconds * 1_000_000_000;
        try (var threads = Executors.newFixedThreadPool(CLIENTS);
                var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Callable<List<Long>> one = () -> times(client, request, end);
            List<Future<List<Long>>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(threads.submit(one));
            }
            LongStream times = LongStream.empty();
            for (var times1 : all) {
                times = LongStream.concat(times, times1.get().stream().mapToLong(Long::longValue));
            }
            return times.sorted().toArray();
        }
    }

    private static List<Long> times(HttpClient client, HttpRequest request, long end)
            throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException(request + " answered " + status);
            }
            times.add(System.nanoTime() - began);
        }
        return times;
    }

    private static double millis(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }
}
