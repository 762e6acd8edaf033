package io.dataface.tasks.model.plan;

import org.jspecify.annotations.Nullable;

/// The durable record of how a task was completed, each part where known.
///
/// @param by a person, or the machine that did it
/// @param date as written
/// @param prMergedAt as written
public record Completion(
        @Nullable String by,
        @Nullable String date,
        @Nullable Integer prNumber,
        @Nullable String prUrl,
        @Nullable String prMergedAt) {}
