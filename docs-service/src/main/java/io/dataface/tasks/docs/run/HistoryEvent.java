package io.dataface.tasks.docs.run;

import io.dataface.tasks.model.Reasons;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of a run's history.
///
/// @param before when the row before it was written; null on the first
public record HistoryEvent(
        int seq,
        Instant at,
        @Nullable Instant before,
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
        return switch (event) {
            case "queued" -> detail == null ? "Queued by " + actor : "Queued: " + detail;
            case "leased" -> "Leased to " + actor;
            case "running" -> "Accepted by " + actor;
            case "phase" -> step();
            case "push_gate" -> "Push of " + Wording.sha(detail) + " allowed";
            case "handed_back" -> "Handed back by " + actor;
            case "late_report" -> "Late report from " + actor + ", kept as evidence";
            case "cancel_requested" -> "Cancel asked for by " + actor;
            case "interrupt_requested" -> "Interrupt asked for by " + actor;
            case "retried_now" -> "Retried at once by " + actor;
            case "priority" -> "Priority set to " + detail + " by " + actor;
            default -> Wording.sentence(event) + by();
        };
    }

    /// Why it ended so; null where the outcome's own note says it.
    public @Nullable String why() {
        return reason == null
                        || reason.equals(Reasons.EXIT)
                        || reason.equalsIgnoreCase(event)
                        || Reasons.OPERATOR.equals(reason)
                ? null
                : Wording.words(reason);
    }

    /// What the words leave out.
    public @Nullable String note() {
        return switch (event) {
            case "queued", "phase", "push_gate", "priority" -> null;
            default -> detail;
        };
    }

    /// How long after the row before it, like `1.2 s`; null on the first.
    public @Nullable String gap() {
        return before == null ? null : Wording.gap(Duration.between(before, at));
    }

    // The manager and the run's own worker go without saying; a person never does.
    private String by() {
        return Reasons.OPERATOR.equals(reason) || "CANCELLED".equals(to) ? " by " + actor : "";
    }

    private String step() {
        return switch (detail == null ? "" : detail) {
            case "PREPARING" -> "Preparing the workspace";
            case "CHECKING" -> "Checking the workspace";
            case "AGENT" -> "Agent started";
            case "COMMITTING" -> "Collecting the agent's commits";
            case "PUSHING" -> "Pushing the branch";
            default -> detail == null ? "Next step" : Wording.sentence(detail);
        };
    }
}
