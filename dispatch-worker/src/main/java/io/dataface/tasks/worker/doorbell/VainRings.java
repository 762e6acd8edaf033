package io.dataface.tasks.worker.doorbell;

import java.time.Duration;

/// Keeps a worker from polling without end because somebody publishes doorbells without end: after
/// some in a row that led to nothing, the next is heard a little later. Used by one thread.
public final class VainRings {
    /// As many as a few workers may share for one dispatch without anything being wrong.
    static final int AT_ONCE = 5;

    static final Duration PAUSE = Duration.ofMillis(200);

    private int inARow;

    /// What to wait for before the next ring is heard; rings that come meanwhile are one then.
    ///
    /// @param useful whether the poll that followed the ring brought work
    public Duration pauseAfter(Bell.Ring ring, boolean useful) {
        inARow = useful || !ring.rang() ? 0 : inARow + 1;
        return inARow > AT_ONCE ? PAUSE : Duration.ZERO;
    }
}
