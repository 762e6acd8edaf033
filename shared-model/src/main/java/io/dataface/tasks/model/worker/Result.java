package io.dataface.tasks.model.worker;

import io.dataface.tasks.model.Phase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a run ended, one line of `POST /api/v1/workers/{id}/results`; idempotent by token.
///
/// @param reason a [io.dataface.tasks.model.Reasons] code; required for FAILED, INTERRUPTED,
///     STALLED and TIMED_OUT
/// @param detail what a person should read: the step, the limit, the last output
/// @param phase the step in which it ended
/// @param agentStarted whether the agent's process started in this run
/// @param logLength bytes of log in all
public record Result(
        UUID dispatchId,
        long token,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Phase phase,
        boolean agentStarted,
        @Nullable Integer exitCode,
        @Nullable String branch,
        @Nullable String baseSha,
        @Nullable String headSha,
        @Nullable Change change,
        @Nullable String sessionId,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable BigDecimal costUsd,
        long logLength) {

    /// The terminal states that a worker may report, and the hand-back of a lease that was never
    /// acknowledged.
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        INTERRUPTED,
        STALLED,
        TIMED_OUT,
        CANCELLED,
        HAND_BACK
    }

    /// What the branch has over its base.
    ///
    /// @param diff unified, at most 1 MB
    public record Change(
            List<Commit> commits,
            String diff,
            boolean truncated,
            int files,
            int insertions,
            int deletions) {}

    /// One commit, newest first in its list.
    public record Commit(String sha, String author, Instant at, String subject) {}
}
