package io.dataface.tasks.benchmarks;

import java.time.Duration;
import java.util.concurrent.Executors;

/// One job at a time on an idle service: how long from asking until a waiting worker has it.
final class PickUp {
    private static final Duration UNTIL_IT_WAITS = Duration.ofMillis(20);
    private static final int WARM_UP = 2_000;

    private PickUp() {}

    /// A call that may fail.
    interface Step {
        void run() throws Exception;
    }

    /// Asks for job number n.
    interface Ask {
        void run(int n) throws Exception;
    }

    /// Waits for a job.
    interface Wait {
        Taken run() throws Exception;
    }

    /// A job that a worker got.
    ///
    /// @param answered when, by the driver's monotonic clock in nanoseconds
    /// @param complete ends it
    record Taken(long answered, Step complete) {}

    static Latencies measure(Duration window, Duration pause, Ask ask, Wait waitForIt)
            throws Exception {
        var latencies = new Latencies();
        try (var worker = Executors.newSingleThreadExecutor()) {
            long end = Long.MAX_VALUE;
            for (int n = 0; System.nanoTime() < end; n++) {
                if (n == WARM_UP) {
                    latencies.clear();
                    end = System.nanoTime() + window.toNanos();
                }
                var taken = worker.submit(waitForIt::run);
                Thread.sleep(UNTIL_IT_WAITS.plus(n < WARM_UP ? Duration.ZERO : pause));
                long asked = System.nanoTime();
                ask.run(n);
                var job = taken.get();
                latencies.add(job.answered() - asked);
                job.complete().run();
            }
        }
        return latencies;
    }
}
