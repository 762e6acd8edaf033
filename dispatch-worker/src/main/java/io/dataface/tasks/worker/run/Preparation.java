package io.dataface.tasks.worker.run;

import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.worker.git.GitException;
import io.dataface.tasks.worker.log.RunLog;
import io.dataface.tasks.worker.process.StopSwitch;
import io.dataface.tasks.worker.workspace.CommitText;
import io.dataface.tasks.worker.workspace.Names;
import io.dataface.tasks.worker.workspace.Range;
import io.dataface.tasks.worker.workspace.Repositories;
import io.dataface.tasks.worker.workspace.Repository;
import io.dataface.tasks.worker.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// PREPARING: looks at the remote first, then makes the workspace.
final class Preparation {
    private final Repositories repositories;
    private final Grant grant;
    private final StopSwitch stop;
    private final RunLog log;

    Preparation(Repositories repositories, Hold hold, RunLog log) {
        this.repositories = repositories;
        this.grant = hold.grant();
        this.stop = hold.stopSwitch();
        this.log = log;
    }

    /// @throws EndedException if there is nothing to run, or no way to
    Prepared prepare() throws IOException {
        checkGrant();
        var repository = repositories.of(grant.repository());
        var baseBranch = upstream(repository);
        var baseHead = repository.findHead(baseBranch, stop).orElseThrow(() -> noBase(baseBranch));
        var head = repository.findHead(grant.branch(), stop).orElse(null);
        var workspace =
                repositories.workspace(
                        repository, grant.planId(), grant.taskId(), grant.slug(), grant.branch());
        judge(repository, workspace, baseHead, head);
        var floor = workspace(repository, workspace, baseHead, head);
        workspace.claim(grant.dispatchId());
        return new Prepared(repository, workspace, baseHead, head, floor);
    }

    private void checkGrant() {
        if (!Names.branch(grant.branch())) {
            throw new EndedException(
                    Ending.failed(Ending.BAD_GRANT, "Not a branch name: " + grant.branch()));
        }
        for (var sha : new String[] {grant.startSha(), grant.expectedHead()}) {
            if (sha != null && !Names.sha(sha)) {
                throw new EndedException(Ending.failed(Ending.BAD_GRANT, "Not a commit: " + sha));
            }
        }
    }

    private String upstream(Repository repository) {
        try {
            log.say("Fetching " + grant.repository().name());
            var base = repository.fetch(stop).orElseThrow(() -> noBase("HEAD"));
            if (!Names.branch(base)) {
                throw noBase(base);
            }
            return base;
        } catch (GitException e) {
            throw new EndedException(
                    Ending.failed(
                            Reasons.REMOTE_UNREADABLE,
                            "The repository %s cannot be read. %s"
                                    .formatted(grant.repository().name(), e.getMessage())));
        }
    }

    private EndedException noBase(String branch) {
        return new EndedException(
                Ending.failed(
                        Ending.BASE_MISSING,
                        "The repository %s has no branch %s; push one, or set its base branch."
                                .formatted(grant.repository().name(), branch)));
    }

    private void judge(
            Repository repository, Workspace workspace, String baseHead, @Nullable String head) {
        switch (RemoteHead.judge(grant, head, (a, b) -> follows(repository, a, b))) {
            case AS_KNOWN -> {}
            case ADOPTED -> throw adopted(repository, workspace, baseHead, head);
            case UNKNOWN_BRANCH ->
                    throw new EndedException(
                            Ending.failed(
                                    Reasons.BRANCH_EXISTS,
                                    "The branch %s is on the remote already, at %s, and no run of"
                                                    .formatted(grant.branch(), head)
                                            + " this task made it. Adopt it, or delete it there."));
            case MOVED ->
                    throw moved(
                            "it is at %s, expected was %s".formatted(head, grant.expectedHead()));
        }
    }

    private boolean follows(Repository repository, String commit, String ancestor) {
        return repository.has(ancestor, stop) && repository.descends(commit, ancestor, stop);
    }

    private EndedException adopted(
            Repository repository, Workspace workspace, String baseHead, @Nullable String head) {
        var sha = head == null ? baseHead : head;
        var base = repository.findMergeBase(baseHead, sha, stop).orElse(baseHead);
        log.say("An earlier run had pushed " + sha + " already");
        var change = new Range(workspace, base, sha, stop).change();
        return new EndedException(Ending.succeeded(Reasons.ADOPTED, base, sha, change));
    }

    private EndedException moved(String how) {
        return new EndedException(
                Ending.failed(
                        Reasons.BRANCH_MOVED,
                        "The branch %s was moved by somebody else: %s. Look at it before you retry."
                                .formatted(grant.branch(), how)));
    }

    private String workspace(
            Repository repository, Workspace workspace, String baseHead, @Nullable String head)
            throws IOException {
        if (!grant.resetWorkspace() && workspace.usable()) {
            var kept = findKept(repository, workspace, baseHead, head);
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        var start = start(repository, baseHead, head);
        log.say("Workspace of " + grant.branch() + " starts at " + start);
        workspace.reset(start, grant.agent(), stop);
        return start;
    }

    private String start(Repository repository, String baseHead, @Nullable String head) {
        var wanted = grant.startSha();
        if (wanted == null) {
            // A continuation whose workspace is gone goes on from what was pushed.
            return grant.resetWorkspace() || head == null ? baseHead : head;
        }
        if (head != null && wanted.equals(grant.expectedHead())) {
            return head;
        }
        if (!repository.has(wanted, stop)) {
            throw new EndedException(
                    Ending.failed(
                            Ending.START_MISSING,
                            "The commit " + wanted + " to start from is not on the remote."));
        }
        return wanted;
    }

    /// Goes on in the workspace as it is; gives the commit that the outcome has to descend from,
    /// nothing if the workspace has to be made anew.
    private Optional<String> findKept(
            Repository repository, Workspace workspace, String baseHead, @Nullable String head)
            throws IOException {
        var at = workspace.head();
        workspace.share(at, grant.dispatchId(), stop);
        if (head != null && !repository.descends(at, head, stop)) {
            var text = new CommitText(grant.title(), grant.dispatchId());
            var state = workspace.commit(at, text, grant.dispatchId(), stop);
            if (state.equals(at) && repository.descends(head, at, stop)) {
                return Optional.empty();
            }
            throw moved("it is at " + head + ", and the workspace has other, unpushed work");
        }
        workspace.resume(grant.agent());
        log.say("Workspace of " + grant.branch() + " goes on as it is");
        return head != null
                ? Optional.of(head)
                : Optional.of(repository.findMergeBase(baseHead, at, stop).orElse(baseHead));
    }
}
