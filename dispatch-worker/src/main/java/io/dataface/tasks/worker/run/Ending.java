package io.dataface.tasks.worker.run;

import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Result.Change;
import io.dataface.tasks.model.worker.Result.Outcome;
import org.jspecify.annotations.Nullable;

/// How a run ended, as far as it is its own doing.
///
/// @param detail what a person should read
/// @param baseSha where the branch left the base branch
/// @param headSha the branch's head on the remote
record Ending(
        Outcome outcome,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Integer exitCode,
        @Nullable String baseSha,
        @Nullable String headSha,
        @Nullable Change change) {

    static final String STALL = "stall";
    static final String TIMEOUT = "timeout";
    static final String OUTPUT_LIMIT = "output_limit";
    static final String WORKSPACE_LIMIT = "workspace_limit";
    static final String AGENT_MISSING = "agent_missing";
    static final String BASE_MISSING = "base_missing";
    static final String START_MISSING = "start_missing";
    static final String DIVERGED = "diverged";
    static final String FORBIDDEN_PATH = "forbidden_path";
    static final String PUSH_REJECTED = "push_rejected";
    static final String BAD_GRANT = "bad_grant";
    static final String WORKER_ERROR = "worker_error";

    static Ending of(Outcome outcome, @Nullable String reason, @Nullable String detail) {
        return new Ending(outcome, reason, detail, null, null, null, null);
    }

    static Ending failed(String reason, String detail) {
        return of(Outcome.FAILED, reason, detail);
    }

    static Ending succeeded(
            @Nullable String reason, String baseSha, String headSha, Change change) {
        return new Ending(Outcome.SUCCEEDED, reason, null, null, baseSha, headSha, change);
    }

    static Ending stopped(StopCause cause) {
        return switch (cause) {
            case CANCEL -> of(Outcome.CANCELLED, null, "Cancelled; nothing was pushed.");
            case INTERRUPT ->
                    of(
                            Outcome.INTERRUPTED,
                            Reasons.OPERATOR,
                            "Interrupted by an operator; nothing was pushed.");
            case DRAINED ->
                    of(
                            Outcome.INTERRUPTED,
                            Reasons.WORKER_DRAINED,
                            "The worker was drained and its drain limit was over.");
            case LOST_CONTACT ->
                    of(
                            Outcome.INTERRUPTED,
                            Reasons.LOST_CONTACT,
                            "The worker lost contact or its lease; it killed the agent and pushed"
                                    + " nothing.");
        };
    }
}
