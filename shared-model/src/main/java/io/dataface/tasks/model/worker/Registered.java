package io.dataface.tasks.model.worker;

/// The answer to a registration.
///
/// @param leaseMillis how long a lease lasts without a renewal
/// @param renewMillis how often to renew
public record Registered(long leaseMillis, long renewMillis) {}
