package io.dataface.tasks.model.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A follow-up; pending until an agent's run that contains it has started.
///
/// @param state pending, delivered or withdrawn
public record FollowUpView(
        UUID id,
        String text,
        String author,
        Instant createdAt,
        String state,
        @Nullable UUID dispatchId) {}
