package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

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
                Latencies times = load(up, path, options.seconds().toSeconds());
                Duration used = up.cpu().minus(before);
                System.out.printf(
                        "| `%s` | %d | %.0f | %.1f ms | %.1f ms | %.1f ms | %.1f ms |%n",
                        path,
                        times.size(),
                        times.size() / (double) options.seconds().toSeconds(),
                        times.millis(0.5),
                        times.millis(0.99),
                        times.millis(1),
                        used.toMillis() / (double) times.size());
            }
        }
    }

    private static Latencies load(Up up, String path, long seconds) throws Exception {
        HttpRequest request = up.request(path);
        long end = System.nanoTime() + seconds * 1_000_000_000;
        var times = new Latencies();
        try (var threads = Executors.newFixedThreadPool(CLIENTS);
                var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Callable<Integer> one = () -> ask(client, request, end, times);
            for (var ended : threads.invokeAll(Collections.nCopies(CLIENTS, one))) {
                ended.get();
            }
        }
        return times;
    }

    private static int ask(HttpClient client, HttpRequest request, long end, Latencies times)
            throws IOException, InterruptedException {
        int asked = 0;
        for (; System.nanoTime() < end; asked++) {
            long began = System.nanoTime();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException(request + " answered " + status);
            }
            times.add(System.nanoTime() - began);
        }
        return asked;
    }
}
