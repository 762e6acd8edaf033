package io.dataface.tasks.model.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan and how its sync stands.
///
/// @param commit snapshot's commit; null in a folder without git
/// @param dirty whether the folder's files differ from that commit
/// @param revision grows with each snapshot that changed something
/// @param error why the last sync failed; the registry keeps the last good state
public record PlanView(
        String id,
        String title,
        String source,
        @Nullable String commit,
        boolean dirty,
        long revision,
        @Nullable Instant syncedAt,
        @Nullable String error,
        int tasks,
        boolean paused,
        @Nullable String pausedBy,
        @Nullable String pauseReason,
        List<ProblemView> problems) {}
