package io.dataface.tasks.model.api;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a kick-off did, or in a dry run would do, task by task.
public record KickoffAnswer(boolean dryRun, List<Line> tasks) {

    /// @param dispatchId the queued dispatch; null where refused or dry
    /// @param refused why the task was not queued
    public record Line(
            String taskId,
            String title,
            @Nullable UUID dispatchId,
            @Nullable String refused,
            List<BlockerView> blockers,
            @Nullable Preview preview) {}

    /// What the agent would be given.
    public record Preview(
            String prompt,
            @Nullable String repository,
            @Nullable String repositoryUrl,
            @Nullable String base,
            String branch,
            @Nullable String agent,
            @Nullable String planCommit) {}
}
