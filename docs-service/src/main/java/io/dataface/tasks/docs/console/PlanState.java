package io.dataface.tasks.docs.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the plan's sync and queue stand.
///
/// @param checkedAt when its source was last looked at; what is shown is as old as that
/// @param error why the last sync failed
/// @param deadLetters messages of the whole installation that no worker could read
public record PlanState(
        String id,
        String title,
        String source,
        @Nullable String commit,
        boolean dirty,
        @Nullable Instant checkedAt,
        @Nullable String error,
        @Nullable Instant pausedAt,
        @Nullable String pausedBy,
        @Nullable String pauseReason,
        int deadLetters) {

    public boolean paused() {
        return pausedAt != null;
    }
}
