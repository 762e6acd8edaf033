package io.dataface.tasks.worker.doorbell;

import java.time.Duration;

/// Doorbells that a test rings itself.
public final class Brokerless {
    private Brokerless() {}

    /// Without a broker, and without a poll that no ring led to.
    public static Doorbells doorbells() {
        return new Doorbells(
                (subscription, listener) -> {
                    throw new IllegalStateException("no broker here");
                },
                "tasks-default-workers",
                Duration.ofHours(1),
                new Bell());
    }
}
