package io.dataface.tasks.model.api;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message of the transport `pubsub` that no worker could read or acknowledge.
///
/// @param pool the pool whose workers got it
/// @param messageId the broker's id of it
/// @param attributes as they came; anybody who may publish can have written them
/// @param bytes length of its data
/// @param problem why it cannot be read; null: it can, and nobody acknowledged it
/// @param keptAt when it was put aside
public record DeadLetterView(
        UUID id,
        String pool,
        String messageId,
        Map<String, String> attributes,
        int bytes,
        @Nullable String problem,
        Instant publishedAt,
        Instant keptAt) {
    /// How many are kept; while so many are there, others stay with the broker.
    public static final int MOST_KEPT = 1000;
}
