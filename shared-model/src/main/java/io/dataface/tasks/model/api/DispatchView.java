package io.dataface.tasks.model.api;

import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One attempt to move a task forward.
///
/// @param number counts a task's dispatches from 1
/// @param attempt counts failures that were retried
/// @param request CANCEL, STOP or INTERRUPT asked for and not yet confirmed
/// @param logLength bytes of log so far
public record DispatchView(
        UUID id,
        String planId,
        String taskId,
        int number,
        DispatchKind kind,
        DispatchState state,
        int attempt,
        String priority,
        @Nullable Phase phase,
        Instant queuedAt,
        String queuedBy,
        Instant dueAt,
        @Nullable Instant leasedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String worker,
        @Nullable String agent,
        @Nullable String repository,
        @Nullable String branch,
        @Nullable String planCommit,
        @Nullable String baseSha,
        @Nullable String headSha,
        @Nullable String request,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Integer exitCode,
        @Nullable String sessionId,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable BigDecimal costUsd,
        long logLength) {}
