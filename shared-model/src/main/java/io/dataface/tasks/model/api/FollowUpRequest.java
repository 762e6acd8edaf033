package io.dataface.tasks.model.api;

import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/tasks/{task}/follow-ups`.
///
/// @param text what the agent is told
/// @param interrupt stop the agent that runs now, so that the next run starts with this at once
public record FollowUpRequest(String text, @Nullable Boolean interrupt) {}
