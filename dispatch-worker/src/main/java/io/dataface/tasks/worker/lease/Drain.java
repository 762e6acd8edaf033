package io.dataface.tasks.worker.lease;

import java.time.Duration;

/// Whether the worker takes no more work, by the manager's wish or because it ends, and since when.
final class Drain {
    private final Duration limit;
    private boolean wished;
    private boolean ending;
    private long sinceNanos;

    /// @param limit how long runs may go on
    Drain(Duration limit) {
        this.limit = limit;
    }

    /// The manager's wish; it may take it back.
    synchronized void wish(boolean drain) {
        note(drain || ending);
        wished = drain;
    }

    /// The worker ends; that is final.
    synchronized void end() {
        note(true);
        ending = true;
    }

    private void note(boolean drain) {
        if (drain && !draining()) {
            sinceNanos = System.nanoTime();
        }
    }

    synchronized boolean draining() {
        return wished || ending;
    }

    synchronized boolean ending() {
        return ending;
    }

    /// Whether runs have to stop now.
    synchronized boolean over() {
        return draining() && System.nanoTime() - sinceNanos > limit.toNanos();
    }
}
