package io.dataface.tasks.worker.manager;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Growing pauses with jitter between tries; not for more than one thread.
public final class Backoff {
    private final Duration first;
    private final Duration most;
    private int failures;

    /// @param first the pause after the first failure, on average
    /// @param most the longest pause
    public Backoff(Duration first, Duration most) {
        this.first = first;
        this.most = most;
    }

    /// The next try succeeded: start from the beginning.
    public void reset() {
        failures = 0;
    }

    /// Pauses after a failure.
    public void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(nextMillis());
    }

    long nextMillis() {
        var full = Math.min(most.toMillis(), first.toMillis() << Math.min(failures, 16));
        failures++;
        return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    }
}
