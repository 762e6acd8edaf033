package io.dataface.tasks.manager.worker;

import java.util.List;
import java.util.UUID;

/// Incarnations that a worker's own journal knows to be dead; published inside the
/// registration's transaction.
public record WorkersKilled(List<UUID> workers) {}
