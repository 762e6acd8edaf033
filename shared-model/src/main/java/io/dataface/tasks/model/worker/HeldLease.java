package io.dataface.tasks.model.worker;

import java.util.UUID;

/// A lease as a worker names it.
public record HeldLease(UUID dispatchId, long token) {}
