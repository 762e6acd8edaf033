package io.dataface.tasks.worker.run;

/// The manager's last word before a push.
@FunctionalInterface
public interface PushGate {
    /// Asks with a renewal that names the commit; whether the push may start. Waits while the
    /// manager cannot be reached, at most until the lease is lost.
    boolean pass(Hold hold) throws InterruptedException;
}
