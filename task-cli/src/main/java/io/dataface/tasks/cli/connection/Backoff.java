package io.dataface.tasks.cli.connection;

/// How long to wait before a request is sent again.
final class Backoff {
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 5_000;

    private Backoff() {}

    /// Milliseconds after the attempt of this number: doubling, with half of it by chance.
    static long millis(int attempt, double chance) {
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, 10));
        return full / 2 + (long) (full / 2 * chance);
    }
}
