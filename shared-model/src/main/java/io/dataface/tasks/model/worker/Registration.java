package io.dataface.tasks.model.worker;

import java.util.List;
import java.util.UUID;

/// A worker's first call, `POST /api/v1/workers`.
///
/// @param id this incarnation, made when the process started
/// @param name what people call the worker; alive once only
/// @param pool takes the dispatches of this pool's repositories
/// @param capacity dispatches it runs at once
/// @param agents names of the agents that it can run
/// @param killed earlier incarnations whose processes it knows to be dead
public record Registration(
        UUID id,
        String name,
        String host,
        String pool,
        int capacity,
        List<String> agents,
        List<String> labels,
        String version,
        List<UUID> killed) {}
