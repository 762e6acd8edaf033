package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Readers who each ask for one path after the other, each as soon as they have their answer.
final class Readers {
    private static final int CLIENTS = 16;

    private final Latencies times = new Latencies();
    private final AtomicInteger largest = new AtomicInteger();

    static void head() {
        System.out.println(
                "| asked for | answers | per s | p50 | p99 | worst | largest | CPU each |"
                        + " of it Postgres |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    /// Warms up for twice as long, measures, and prints a line.
    static void measure(String name, Site site, List<String> paths, Duration time)
            throws Exception {
        new Readers().run(site, paths, time.multipliedBy(2));
        Duration before = site.cpu();
        Duration postgresBefore = site.postgres().cpu();
        Readers readers = new Readers();
        readers.run(site, paths, time);
        int answers = readers.times.size();
        System.out.printf(
                "| %s | %d | %.0f | %.1f ms | %.1f ms | %.1f ms | %.1f kB | %.2f ms | %.2f ms |%n",
                name,
                answers,
                answers / (double) time.toSeconds(),
                readers.times.millis(0.5),
                readers.times.millis(0.99),
                readers.times.millis(1),
                readers.largest.get() / 1e3,
                site.cpu().minus(before).toMillis() / (double) answers,
                site.postgres().cpu().minus(postgresBefore).toMillis() / (double) answers);
    }

    private void run(Site site, List<String> paths, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Void>> all =
                    IntStream.range(0, CLIENTS)
                            .<Callable<Void>>mapToObj(
                                    i -> () -> read(site, paths, new Random(i), end))
                            .toList();
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        }
    }

    @SuppressWarnings("NullAway") // A call that answers nothing answers null.
    private Void read(Site site, List<String> paths, Random random, long end) throws IOException {
        try (Wire wire = new Wire(site.port(), "")) {
            while (System.nanoTime() < end) {
                String path = paths.get(random.nextInt(paths.size()));
                long began = System.nanoTime();
                int size = wire.send("GET", path, null).ok().body().length;
                times.add(System.nanoTime() - began);
                largest.accumulateAndGet(size, Math::max);
            }
        }
        return null;
    }
}
