package io.dataface.tasks.model.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One reason why a queued dispatch does not run.
///
/// @param code dependency, not_before, circuit, task_gone, task_cancelled, task_completed,
///     task_broken, owner_unknown,
///     no_repository, no_agent, awaits_review, unreconciled, limit_reached, paused or no_worker
/// @param until when it ends by itself, where known
/// @param taskId the task that it waits for
public record BlockerView(
        String code, String detail, @Nullable Instant until, @Nullable String taskId) {}
