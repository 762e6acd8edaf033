package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How a dispatch ends.
///
/// @param digest of the worker's report, so that the same report again gets the same
///     answer; null: not a report
record Ending(
        DispatchState state,
        String actor,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Phase phase,
        @Nullable Integer exitCode,
        @Nullable String baseSha,
        @Nullable String headSha,
        @Nullable String sessionId,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable BigDecimal costUsd,
        @Nullable String digest) {

    /// An end that no worker reported.
    ///
    /// @param phase null: the lease's last one
    static Ending of(
            DispatchState state,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Phase phase) {
        return new Ending(
                state, "manager", reason, detail, phase, null, null, null, null, null, null, null,
                null);
    }
}
