package io.dataface.tasks.model.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/kickoffs`: tasks by id, slug or page, or a whole milestone.
///
/// @param priority p0 to p3 instead of the tasks' own
/// @param dryRun answer what would happen, change nothing
public record KickoffRequest(
        @Nullable String plan,
        @Nullable List<String> tasks,
        @Nullable String milestone,
        @Nullable String priority,
        @Nullable Boolean dryRun) {}
