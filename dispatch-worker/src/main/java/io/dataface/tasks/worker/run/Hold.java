package io.dataface.tasks.worker.run;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.HeldLease;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.worker.process.StopSwitch;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One lease as this worker holds it: what the renewals say about it, and whether it may go on.
/// Shared by the run and the loops that renew; times are of a monotonic clock.
public final class Hold {
    private final Grant grant;
    private final Runnable onPhase;
    private final StopSwitch stop = new StopSwitch();
    private final Set<UUID> commands = new LinkedHashSet<>();
    private Phase phase = Phase.PREPARING;
    private @Nullable String pushSha;
    private @Nullable StopCause cause;
    private boolean acknowledged;
    private boolean gateOpen;
    private long signNanos = System.nanoTime();
    private long fenceNanos;

    /// @param onPhase told about each change of phase
    /// @param fenceNanos when the worker has to stop this run unless the lease is renewed
    public Hold(Grant grant, long fenceNanos, Runnable onPhase) {
        this.grant = grant;
        this.fenceNanos = fenceNanos;
        this.onPhase = onPhase;
    }

    public Grant grant() {
        return grant;
    }

    /// The lease as the protocol names it.
    public HeldLease lease() {
        return new HeldLease(grant.dispatchId(), grant.token());
    }

    public StopSwitch stopSwitch() {
        return stop;
    }

    public synchronized Phase phase() {
        return phase;
    }

    /// The run goes on to its next step.
    void enter(Phase next) {
        synchronized (this) {
            phase = next;
        }
        signOfLife();
        onPhase.run();
    }

    /// The commit that is about to be pushed; the next renewal is the push gate.
    synchronized void announce(String sha) {
        phase = Phase.PUSHING;
        pushSha = sha;
    }

    /// The agent did something.
    synchronized void signOfLife() {
        signNanos = System.nanoTime();
    }

    /// Time since the last sign of life.
    synchronized Duration silence() {
        return Duration.ofNanos(System.nanoTime() - signNanos);
    }

    /// This lease's line of a renewal.
    public synchronized Renewal.Line line() {
        return new Renewal.Line(
                grant.dispatchId(),
                grant.token(),
                phase,
                pushSha,
                silence().toMillis(),
                List.copyOf(commands));
    }

    /// A renewal was answered: the lease lasts at least until then.
    public synchronized void renewed(long newFenceNanos) {
        fenceNanos = Math.max(fenceNanos, newFenceNanos);
    }

    /// Time until the worker has to stop this run unless the lease is renewed; negative when past.
    public synchronized Duration rest() {
        return Duration.ofNanos(fenceNanos - System.nanoTime());
    }

    /// Obeys a command; whether it is a new one, to be acknowledged.
    public boolean obey(UUID command, StopCause why, Duration killTime) {
        stop(why, killTime);
        synchronized (this) {
            return commands.add(command);
        }
    }

    /// The manager knows that this worker has the lease.
    public synchronized void acknowledge() {
        acknowledged = true;
    }

    /// Whether the manager knows that this worker has the lease.
    public synchronized boolean acknowledged() {
        return acknowledged;
    }

    /// Stops the run, the first cause being the one that counts. Once the push gate is open only
    /// the loss of the lease still stops it.
    public synchronized void stop(StopCause why, Duration killTime) {
        if (gateOpen && why != StopCause.LOST_CONTACT) {
            return;
        }
        if (cause == null) {
            cause = why;
        }
        stop.stop(killTime);
    }

    /// Opens the push gate, unless the run was stopped before.
    public synchronized boolean open() {
        gateOpen = cause == null;
        return gateOpen;
    }

    /// Why it was stopped, if it was.
    public synchronized Optional<StopCause> findCause() {
        return Optional.ofNullable(cause);
    }
}
