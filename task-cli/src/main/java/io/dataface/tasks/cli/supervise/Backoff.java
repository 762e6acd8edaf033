package io.dataface.tasks.cli.supervise;

import java.time.Duration;

/// How long to wait before an ended process is started again: doubling, and from the start again
/// after a run that lasted.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LASTING_RUN = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /// The pause after a run that took this long.
    Duration after(Duration run) {
        if (run.compareTo(LASTING_RUN) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
