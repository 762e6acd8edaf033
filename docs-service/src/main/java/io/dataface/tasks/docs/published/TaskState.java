package io.dataface.tasks.docs.published;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the registry knows about a task now.
///
/// @param status effective: completed or cancelled in plan or registry counts
/// @param state of the live dispatch, `IDLE` or `WAITING`
/// @param group the one list it stands in, as in the published view
/// @param startable whether it may be kicked off now
/// @param completedBy null where the registry has no completion
/// @param seenAt when the registry saw it first, null where that was not kept
public record TaskState(
        long key,
        String id,
        String status,
        String state,
        String group,
        boolean inReview,
        boolean startable,
        @Nullable String branch,
        @Nullable Instant completedAt,
        @Nullable String completedBy,
        @Nullable Instant seenAt) {

    /// Whether work on it has been asked for and not begun.
    public boolean isQueued() {
        return state.equals("QUEUED") || state.equals("WAITING");
    }

    /// Whether a worker has it.
    public boolean isRunning() {
        return state.equals("LEASED") || state.equals("RUNNING");
    }

    public boolean isCompleted() {
        return status.equals("completed");
    }
}
