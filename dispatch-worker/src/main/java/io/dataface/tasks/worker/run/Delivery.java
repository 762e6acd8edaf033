package io.dataface.tasks.worker.run;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Result.Change;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.worker.git.GitException;
import io.dataface.tasks.worker.git.StoppedException;
import io.dataface.tasks.worker.log.RunLog;
import io.dataface.tasks.worker.workspace.CommitText;
import io.dataface.tasks.worker.workspace.Range;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// COMMITTING and PUSHING: from what the agent left to a branch on the remote.
final class Delivery {
    private final Hold hold;
    private final RunLog log;
    private final PushGate gate;
    private final Duration pushLimit;
    private final Prepared prepared;

    Delivery(Hold hold, RunLog log, PushGate gate, Duration pushLimit, Prepared prepared) {
        this.hold = hold;
        this.log = log;
        this.gate = gate;
        this.pushLimit = pushLimit;
        this.prepared = prepared;
    }

    /// @throws EndedException if there is nothing to push, or it may not be pushed
    Ending deliver() throws IOException, InterruptedException {
        var stop = hold.stopSwitch();
        var grant = hold.grant();
        var workspace = prepared.workspace();
        prepared.repository().verify(stop);
        var head = workspace.head();
        if (workspace.reconfigured(grant.agent())) {
            log.say("The agent changed configuration or hooks of its clone; they are not used");
        }
        var text = new CommitText(grant.title(), grant.dispatchId());
        var sha = workspace.commit(head, text, grant.dispatchId(), stop);
        if (!sha.equals(head)) {
            log.say("Committed what the agent left uncommitted: " + sha);
        }
        checkDescent(sha);
        var base =
                prepared.repository()
                        .findMergeBase(prepared.baseHead(), sha, stop)
                        .orElse(prepared.baseHead());
        var range = new Range(workspace, base, sha, stop);
        if (range.empty()) {
            throw new EndedException(
                    Ending.failed(
                            Reasons.NO_CHANGES,
                            "The agent ended without an error but changed nothing."));
        }
        if (sha.equals(prepared.remoteHead())) {
            return Ending.succeeded(Reasons.UNCHANGED, base, sha, range.change());
        }
        checkPaths(sha);
        return push(sha, base, range.change());
    }

    private void checkDescent(String sha) {
        if (!prepared.repository().descends(sha, prepared.floor(), hold.stopSwitch())) {
            throw new EndedException(
                    Ending.failed(
                            Ending.DIVERGED,
                            "The agent's commit %s does not descend from %s, where the run began."
                                    .formatted(sha, prepared.floor())));
        }
    }

    private void checkPaths(String sha) {
        new Range(prepared.workspace(), prepared.floor(), sha, hold.stopSwitch())
                .findForbidden()
                .ifPresent(
                        path -> {
                            throw new EndedException(
                                    Ending.failed(
                                            Ending.FORBIDDEN_PATH,
                                            "The agent committed %s, a nested repository or a link"
                                                            .formatted(path)
                                                    + " that leaves the tree."));
                        });
    }

    private Ending push(String sha, String base, Change change) throws InterruptedException {
        hold.announce(sha);
        if (!gate.pass(hold)) {
            throw new StoppedException("the push gate");
        }
        var rest = hold.rest();
        var limit = rest.compareTo(pushLimit) < 0 ? rest : pushLimit;
        if (limit.isNegative()) {
            throw new StoppedException("the push gate");
        }
        log.say("Pushing " + sha + " to " + hold.grant().branch());
        var ending = Ending.succeeded(null, base, sha, change);
        try {
            var answer =
                    prepared.repository()
                            .push(
                                    sha,
                                    hold.grant().branch(),
                                    prepared.remoteHead(),
                                    limit,
                                    hold.stopSwitch());
            if (answer.ok()) {
                return ending;
            }
            var said = String.join("\n", answer.text(), answer.error()).strip();
            return afterRefusal(
                    ending, Ending.failed(Ending.PUSH_REJECTED, "The remote refused: " + said));
        } catch (GitException e) {
            return afterRefusal(
                    ending, Ending.of(Outcome.TIMED_OUT, Ending.TIMEOUT, e.getMessage()));
        }
    }

    // The remote may have taken it all the same, or somebody may have been faster: it is asked.
    private Ending afterRefusal(Ending pushed, Ending refused) {
        Optional<String> head;
        try {
            head = prepared.repository().findRemoteHead(hold.grant().branch(), hold.stopSwitch());
        } catch (GitException e) {
            return Ending.failed(
                    Reasons.REMOTE_UNREADABLE,
                    "In step %s: %s Then the remote could not be read: %s"
                            .formatted(Phase.PUSHING, refused.detail(), e.getMessage()));
        }
        if (head.isPresent() && head.get().equals(pushed.headSha())) {
            return pushed;
        }
        return same(head.orElse(null))
                ? refused
                : Ending.failed(
                        Reasons.BRANCH_MOVED,
                        "While the agent worked, somebody else moved the branch to "
                                + head.orElse("nothing")
                                + "; the agent's work is in the workspace.");
    }

    private boolean same(@Nullable String head) {
        return Objects.equals(head, prepared.remoteHead());
    }
}
