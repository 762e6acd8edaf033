package io.dataface.tasks.docs.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of a run's history.
public record HistoryEvent(
        int seq,
        Instant at,
        String event,
        @Nullable String to,
        String actor,
        @Nullable String reason,
        @Nullable String detail) {

    /// The colour of its mark.
    public String kind() {
        return switch (to == null ? "" : to) {
            case "SUCCEEDED" -> "ok";
            case "RUNNING", "LEASED" -> "run";
            case "FAILED", "STALLED", "TIMED_OUT", "WORKER_GONE" -> "bad";
            default -> "";
        };
    }

    /// What happened, in words.
    public String text() {
        String words = Wording.words(event);
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
