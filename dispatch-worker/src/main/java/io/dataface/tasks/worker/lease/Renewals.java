package io.dataface.tasks.worker.lease;

import io.dataface.tasks.model.worker.HeldLease;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import io.dataface.tasks.worker.manager.Backoff;
import io.dataface.tasks.worker.manager.ManagerClient;
import io.dataface.tasks.worker.run.Hold;
import io.dataface.tasks.worker.run.PushGate;
import io.dataface.tasks.worker.run.StopCause;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps leases alive and obeys what the answers say: acknowledgement, renewal, push gate, and the
/// worker's own fence for when no answer comes.
final class Renewals implements PushGate {
    private static final Logger log = LoggerFactory.getLogger(Renewals.class);

    private final ManagerClient manager;
    private final UUID worker;
    private final LeaseTimes times;
    private final Duration killTime;
    private final Holds holds;
    private final Drain drain;
    private final Semaphore due = new Semaphore(0);
    // One renewal at a time: an older one must not overtake the push gate.
    private final ReentrantLock sending = new ReentrantLock();

    /// @param killTime how long ending a process tree may take when nothing presses
    Renewals(
            ManagerClient manager,
            UUID worker,
            LeaseTimes times,
            Duration killTime,
            Holds holds,
            Drain drain) {
        this.manager = manager;
        this.worker = worker;
        this.times = times;
        this.killTime = killTime;
        this.holds = holds;
        this.drain = drain;
    }

    /// Asks for a renewal at once.
    void ring() {
        due.release();
    }

    /// Renews until it is interrupted.
    void run() {
        var backoff = new Backoff(Duration.ofMillis(100), times.renew());
        try {
            while (true) {
                if (due.tryAcquire(times.renew().toMillis(), TimeUnit.MILLISECONDS)) {
                    due.drainPermits();
                }
                while (!step()) {
                    backoff.pause();
                }
                backoff.reset();
            }
        } catch (InterruptedException e) {
            log.debug("Renewing ends", e);
        }
    }

    /// Renews all acknowledged leases once; false if no answer came.
    boolean step() {
        var lines = holds.all().stream().filter(Hold::acknowledged).toList();
        return lines.isEmpty() || send(lines);
    }

    /// Stops what can no longer be sure of its lease, and what a drain lets go on no longer.
    void fence() {
        for (var hold : holds.all()) {
            if (hold.rest().isNegative()) {
                hold.stop(StopCause.LOST_CONTACT, times.kill().dividedBy(2));
            }
        }
        if (drain.over()) {
            holds.stopAll(StopCause.DRAINED, killTime);
        }
    }

    /// Acknowledges a granted lease; whether its run may start or was told to stop. Tries until the
    /// lease has run out.
    boolean acknowledge(Hold hold) throws InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
        while (!hold.rest().isNegative()) {
            if (send(List.of(hold))) {
                hold.acknowledge();
                return hold.findCause().filter(StopCause.LOST_CONTACT::equals).isEmpty();
            }
            backoff.pause();
        }
        return false;
    }

    @Override
    public boolean pass(Hold hold) throws InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
        while (hold.findCause().isEmpty()) {
            // Commands and loss stop the hold while the answer is read, so open() refuses then.
            if (send(List.of(hold))) {
                return hold.open();
            }
            backoff.pause();
        }
        return false;
    }

    private boolean send(List<Hold> some) {
        sending.lock();
        try {
            var sent = System.nanoTime();
            var renewal = new Renewal(some.stream().map(Hold::line).toList());
            var answer = manager.renew(worker, renewal, times.renewalLimit());
            drain.wish(answer.drain());
            answer.leases().forEach(line -> apply(line, sent));
            return answersAll(answer, some);
        } catch (IOException e) {
            log.debug("A renewal was not answered", e);
            return false;
        } finally {
            sending.unlock();
        }
    }

    // A line that is missing from an answer is no renewal; with another token it is another lease.
    private static boolean answersAll(Renewed answer, List<Hold> some) {
        var answered =
                answer.leases().stream()
                        .map(line -> new HeldLease(line.dispatchId(), line.token()))
                        .toList();
        return some.stream().map(Hold::lease).allMatch(answered::contains);
    }

    private void apply(Renewed.Line line, long sentNanos) {
        var found = holds.find(new HeldLease(line.dispatchId(), line.token()));
        if (found.isEmpty()) {
            return;
        }
        var hold = found.get();
        if (line.gone()) {
            hold.stop(StopCause.LOST_CONTACT, Duration.ZERO);
            return;
        }
        hold.renewed(times.fence(sentNanos));
        for (var command : line.commands()) {
            var cause =
                    switch (command.type()) {
                        case CANCEL -> StopCause.CANCEL;
                        case INTERRUPT -> StopCause.INTERRUPT;
                    };
            if (hold.obey(command.id(), cause, killTime)) {
                ring();
            }
        }
    }
}
