package io.dataface.tasks.worker.doorbell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What makes a worker ask the manager: messages, slots that got free, its own wish. All that rang
/// before a poll is answered by that poll.
public final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rings = lock.newCondition();
    private List<Runnable> heard = new ArrayList<>();
    private boolean rung = true;

    /// Rings without a message.
    public void ring() {
        lock.lock();
        try {
            rung = true;
            rings.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Rings for a message.
    ///
    /// @param acknowledge run once the poll is over that the message led to
    public void ring(Runnable acknowledge) {
        lock.lock();
        try {
            heard.add(acknowledge);
            ring();
        } finally {
            lock.unlock();
        }
    }

    /// What rang until now.
    ///
    /// @param rang whether anything did
    /// @param heard what to run once the poll that follows is over
    public record Ring(boolean rang, List<Runnable> heard) {}

    /// Waits for a ring, at most so long; the first time there is no wait.
    public Ring await(Duration most) throws InterruptedException {
        long rest = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (!rung && rest > 0) {
                rest = rings.awaitNanos(rest);
            }
            var ring = new Ring(rung, heard);
            rung = false;
            heard = new ArrayList<>();
            return ring;
        } finally {
            lock.unlock();
        }
    }
}
