package io.dataface.tasks.worker.lease;

import io.dataface.tasks.model.worker.Registered;
import java.time.Duration;

/// What follows from the lease time that the manager told.
///
/// @param kill how long ending a process tree may take when a lease is about to run out
record LeaseTimes(Duration lease, Duration renew, Duration kill) {

    /// With short leases, as in tests, the kill time shrinks along.
    static LeaseTimes of(Registered registered, Duration killTime) {
        var lease = Duration.ofMillis(registered.leaseMillis());
        var sixth = lease.dividedBy(6);
        return new LeaseTimes(
                lease,
                Duration.ofMillis(registered.renewMillis()),
                killTime.compareTo(sixth) < 0 ? killTime : sixth);
    }

    /// When the worker fences itself, for a renewal that was sent then and answered.
    long fence(long sentNanos) {
        return sentNanos + lease.minus(kill).toNanos();
    }

    /// How long a poll may wait for work.
    Duration pollWait() {
        var third = lease.dividedBy(3);
        var most = Duration.ofSeconds(20);
        return third.compareTo(most) < 0 ? third : most;
    }

    /// How long a renewal may take before it is sent again.
    Duration renewalLimit() {
        var least = Duration.ofSeconds(1);
        return renew.compareTo(least) < 0 ? least : renew;
    }
}
