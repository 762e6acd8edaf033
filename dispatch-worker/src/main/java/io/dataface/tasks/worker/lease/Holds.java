package io.dataface.tasks.worker.lease;

import io.dataface.tasks.model.worker.HeldLease;
import io.dataface.tasks.worker.run.Hold;
import io.dataface.tasks.worker.run.StopCause;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The leases that this worker holds: from grant until the result or hand-back is answered.
final class Holds {
    private final Map<HeldLease, Hold> leases = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /// Takes a lease up; false if it is held already.
    boolean add(Hold hold) {
        lock.lock();
        try {
            return leases.putIfAbsent(hold.lease(), hold) == null;
        } finally {
            lock.unlock();
        }
    }

    void remove(Hold hold) {
        lock.lock();
        try {
            leases.remove(hold.lease());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<Hold> all() {
        lock.lock();
        try {
            return List.copyOf(leases.values());
        } finally {
            lock.unlock();
        }
    }

    Optional<Hold> find(HeldLease lease) {
        lock.lock();
        try {
            return Optional.ofNullable(leases.get(lease));
        } finally {
            lock.unlock();
        }
    }

    /// Waits until at most `most` leases are held, at most so long; whether that is so.
    boolean awaitAtMost(int most, Duration limit) throws InterruptedException {
        var rest = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (leases.size() > most && rest > 0) {
                rest = changed.awaitNanos(rest);
            }
            return leases.size() <= most;
        } finally {
            lock.unlock();
        }
    }

    void stopAll(StopCause cause, Duration killTime) {
        all().forEach(hold -> hold.stop(cause, killTime));
    }
}
