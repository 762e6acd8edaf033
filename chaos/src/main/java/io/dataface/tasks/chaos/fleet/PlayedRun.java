package io.dataface.tasks.chaos.fleet;

import io.dataface.tasks.chaos.CodeRemote;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Result;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A run whose agent is a wait: looks at the remote, commits, asks the gate, pushes and reports as
/// a real one does, to the real remote.
final class PlayedRun {
    private final Incarnation worker;
    private final PlayedWorker play;
    private final Hold hold;
    private final Grant grant;
    private final CodeRemote remote;

    PlayedRun(Incarnation worker, PlayedWorker play, Hold hold) {
        this.worker = worker;
        this.play = play;
        this.hold = hold;
        this.grant = hold.grant();
        this.remote = play.remote();
    }

    void carry() throws InterruptedException {
        if (!announce(Phase.PREPARING, null)) {
            return;
        }
        play.begun(worker.id(), grant);
        var result = outcome();
        // Where somebody else has it, this worker is told to say no more.
        if (!hold.gone()) {
            worker.report(result);
        }
    }

    /// Renews with a phase until that is answered or the lease is over; whether it may go on.
    private boolean announce(Phase phase, @Nullable String sha) throws InterruptedException {
        hold.enter(phase, sha);
        while (!hold.lost()) {
            if (worker.renew(List.of(hold))) {
                return !hold.lost() && !hold.toStop();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return false;
    }

    private Result outcome() throws InterruptedException {
        var head = remote.findHead(grant.branch()).orElse(null);
        if (head != null && grant.pushedShas().contains(head)) {
            return ended(Result.Outcome.SUCCEEDED, Reasons.ADOPTED, head);
        }
        if (!Objects.equals(head, grant.expectedHead())) {
            return ended(Result.Outcome.FAILED, Reasons.BRANCH_MOVED, null);
        }
        if (!announce(Phase.AGENT, null)) {
            return stopped();
        }
        for (int waits = play.work(); waits > 0; waits--) {
            TimeUnit.MILLISECONDS.sleep(100);
            if (hold.lost() || hold.toStop()) {
                return stopped();
            }
        }
        if (play.fails()) {
            return ended(Result.Outcome.FAILED, Reasons.EXIT, null);
        }
        var sha =
                remote.commit(
                        head,
                        "Play %s\n\nDispatch-Id: %s".formatted(grant.slug(), grant.dispatchId()));
        if (!announce(Phase.PUSHING, sha) || worker.dead()) {
            return stopped();
        }
        return remote.move(grant.branch(), head, sha)
                ? ended(Result.Outcome.SUCCEEDED, null, sha)
                : ended(Result.Outcome.FAILED, Reasons.BRANCH_MOVED, null);
    }

    private Result stopped() {
        if (hold.lost()) {
            return ended(Result.Outcome.INTERRUPTED, Reasons.LOST_CONTACT, null);
        }
        return hold.cancelled()
                ? ended(Result.Outcome.CANCELLED, null, null)
                : ended(Result.Outcome.INTERRUPTED, "operator", null);
    }

    private Result ended(Result.Outcome outcome, @Nullable String reason, @Nullable String head) {
        boolean failed = outcome == Result.Outcome.FAILED;
        return new Result(
                grant.dispatchId(),
                grant.token(),
                outcome,
                reason,
                null,
                hold.phase(),
                hold.phase() != Phase.PREPARING,
                failed ? 1 : 0,
                grant.branch(),
                head == null ? null : play.base(),
                head,
                null,
                null,
                null,
                null,
                null,
                0);
    }
}
