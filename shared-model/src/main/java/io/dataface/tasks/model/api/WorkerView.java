package io.dataface.tasks.model.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A worker's incarnation.
///
/// @param state alive, draining, lost or gone
/// @param used leases it holds
public record WorkerView(
        UUID id,
        String name,
        String host,
        String pool,
        String state,
        int capacity,
        int used,
        List<String> agents,
        List<String> labels,
        String version,
        Instant registeredAt,
        Instant seenAt,
        List<String> tasks) {}
