package io.dataface.tasks.docs.run;

import io.dataface.tasks.model.Reasons;

/// What a person can do about a run that went wrong.
public final class Advice {

    private Advice() {}

    /// A sentence that names the next step.
    public static String of(Run run) {
        String reason = run.reason() == null ? "" : run.reason();
        return switch (reason) {
            case Reasons.NO_CHANGES ->
                    "The agent changed nothing: follow up with what is missing, or mark the task"
                            + " completed.";
            case Reasons.BRANCH_EXISTS ->
                    "The remote already has a branch of this name that we did not push: rename or"
                            + " delete it there, then retry.";
            case Reasons.BRANCH_MOVED ->
                    "Someone else pushed to the branch: look at its commits, then retry to go on"
                            + " from them.";
            case Reasons.REMOTE_UNREADABLE ->
                    "Check that the worker reaches the repository and may read it, then retry.";
            case Reasons.HEALTH_CHECK ->
                    "The workspace was not fit to start in: read what the check said, mend it, then"
                            + " retry.";
            case Reasons.TAMPERED ->
                    "The agent touched what is not its own: read the detail before anything else.";
            case Reasons.OPERATOR ->
                    "Stopped by a person: follow up with what to do differently, or retry.";
            default -> ofState(run.state());
        };
    }

    private static String ofState(String state) {
        return switch (state) {
            case "STALLED" ->
                    "It gave no sign of life: read the log's end, then retry, or follow up with a"
                            + " smaller step.";
            case "TIMED_OUT" ->
                    "It took longer than its limit: retry, or follow up with a smaller step.";
            case "WORKER_GONE" -> "Its worker vanished: retry runs it on another one.";
            default -> "Read the log's end, then retry, or follow up with what to do differently.";
        };
    }
}
