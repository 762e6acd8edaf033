package io.dataface.tasks.cli.invocation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times for people, relative to one moment.
public final class Times {
    private final Instant now;

    public Times(Instant now) {
        this.now = now;
    }

    /// E.g. "3 min ago", "in 20 s"; "-" where there is none.
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return "-";
        }
        Duration since = Duration.between(at, now);
        if (since.abs().toMillis() < 1000) {
            return "now";
        }
        return since.isNegative() ? "in " + length(since.negated()) : length(since) + " ago";
    }

    /// From one time to another, or to now where the end is open; "-" without a start.
    public String between(@Nullable Instant from, @Nullable Instant to) {
        return from == null ? "-" : length(Duration.between(from, to == null ? now : to));
    }

    private static String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
