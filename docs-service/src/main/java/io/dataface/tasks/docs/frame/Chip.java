package io.dataface.tasks.docs.frame;

import org.jspecify.annotations.Nullable;

/// A state as people see it: always an icon, a word and a colour together.
///
/// @param kind the hue: `run`, `ok`, `bad`, `wait` or empty
/// @param icon name of a Bootstrap icon
public record Chip(String kind, String icon, String label) {

    /// The chip of a task's live state, null for `IDLE`.
    ///
    /// @param state as in the published task view
    public static @Nullable Chip ofTaskState(String state) {
        return switch (state) {
            case "RUNNING" -> new Chip("run", "arrow-repeat", "Running");
            case "LEASED" -> new Chip("run", "arrow-repeat", "Starting");
            case "QUEUED" -> new Chip("", "list-ol", "Queued");
            case "WAITING" -> new Chip("wait", "hourglass-split", "Waiting");
            default -> null;
        };
    }

    /// The chip of a dispatch's state.
    ///
    /// @param state as in the published dispatch view
    public static Chip ofDispatchState(String state) {
        Chip live = ofTaskState(state);
        if (live != null) {
            return live;
        }
        return switch (state) {
            case "SUCCEEDED" -> new Chip("ok", "check2", "Succeeded");
            case "FAILED" -> new Chip("bad", "x-lg", "Failed");
            case "INTERRUPTED" -> new Chip("wait", "pause-fill", "Interrupted");
            case "STALLED" -> new Chip("bad", "hourglass-bottom", "Stalled");
            case "TIMED_OUT" -> new Chip("bad", "stopwatch", "Timed out");
            case "WORKER_GONE" -> new Chip("bad", "plug", "Worker gone");
            case "CANCELLED" -> new Chip("", "slash-circle", "Cancelled");
            default -> new Chip("", "question-circle", state);
        };
    }

    /// The chip of a task's badge: `Completed`, `Done` or `Cancelled`.
    public static Chip ofBadge(String badge) {
        return badge.equals("Cancelled")
                ? new Chip("", "slash-circle", badge)
                : new Chip("ok", "check2", badge);
    }

    /// The chip of a finished branch that a person has yet to look at.
    public static Chip inReview() {
        return new Chip("wait", "eye", "In review");
    }

    /// The chip of a task that nobody has asked for yet.
    public static Chip notStarted() {
        return new Chip("", "circle", "Not started");
    }
}
