package io.dataface.tasks.manager.worker;

import java.util.UUID;

/// A worker is to take no new work; published inside the transaction that says so.
public record WorkerDraining(UUID worker) {}
