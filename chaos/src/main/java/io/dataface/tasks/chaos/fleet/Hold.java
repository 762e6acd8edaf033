package io.dataface.tasks.chaos.fleet;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.HeldLease;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A lease in a worker's hands, until its result is answered.
final class Hold {
    private final Grant grant;
    private final Duration lease;
    private final List<UUID> obeyed = new ArrayList<>();
    private volatile long fence;
    private volatile Phase phase = Phase.PREPARING;
    private volatile @Nullable String pushSha;
    private volatile boolean gone;
    private volatile boolean toStop;
    private volatile boolean cancelled;

    /// @param asked when the poll was sent that brought it, in nanoseconds
    Hold(Grant grant, Duration lease, long asked) {
        this.grant = grant;
        this.lease = lease;
        this.fence = fence(asked);
    }

    // A sixth is left for ending what runs.
    private long fence(long asked) {
        return asked + lease.multipliedBy(5).dividedBy(6).toNanos();
    }

    Grant grant() {
        return grant;
    }

    HeldLease named() {
        return new HeldLease(grant.dispatchId(), grant.token());
    }

    void enter(Phase next, @Nullable String sha) {
        phase = next;
        pushSha = sha;
    }

    Phase phase() {
        return phase;
    }

    synchronized Renewal.Line line() {
        return new Renewal.Line(
                grant.dispatchId(), grant.token(), phase, pushSha, 0, List.copyOf(obeyed));
    }

    synchronized void renewed(Renewed.Line answer, long asked) {
        if (answer.gone()) {
            gone = true;
            return;
        }
        fence = fence(asked);
        for (var command : answer.commands()) {
            obeyed.add(command.id());
            toStop = true;
            cancelled |= command.type() == Renewed.Command.Type.CANCEL;
        }
    }

    /// Whether its time is over, as far as this worker can know.
    boolean lost() {
        return gone || System.nanoTime() > fence;
    }

    boolean gone() {
        return gone;
    }

    boolean toStop() {
        return toStop;
    }

    boolean cancelled() {
        return cancelled;
    }
}
