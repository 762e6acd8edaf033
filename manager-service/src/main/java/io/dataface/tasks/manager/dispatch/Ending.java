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

    static Ending of(
            DispatchState state, String actor, @Nullable String reason, @Nullable String detail) {
        return new Ending(
                state, actor, reason, detail, null, null, null, null, null, null, null, null, null);
    }
}
