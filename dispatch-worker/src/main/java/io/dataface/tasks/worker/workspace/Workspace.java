package io.dataface.tasks.worker.workspace;

import io.dataface.tasks.worker.git.Git;
import io.dataface.tasks.worker.git.GitCommand;
import io.dataface.tasks.worker.git.StoppedException;
import io.dataface.tasks.worker.process.StopSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One task's work tree and clone (`tree`), and beside it the worker's own git dir over the same
/// tree (`git`).
public final class Workspace {
    private static final Logger log = LoggerFactory.getLogger(Workspace.class);
    private static final String UPSTREAM = "refs/remotes/origin";

    private final Git git;
    private final Repository repository;
    private final Path folder;
    private final String branch;
    private final Clone clone;

    Workspace(Git git, Repository repository, Path folder, String branch) {
        this.git = git;
        this.repository = repository;
        this.folder = folder;
        this.branch = branch;
        this.clone = new Clone(folder.resolve("tree"));
    }

    /// Where the agent works.
    public Path tree() {
        return folder.resolve("tree");
    }

    Path own() {
        return folder.resolve("git");
    }

    Repository repository() {
        return repository;
    }

    /// Whether there is a clone that a run can go on with.
    public boolean usable() {
        return Trees.folder(tree()) && clone.sound();
    }

    /// Makes the clone anew, with the task's branch at `start`. What was there is first kept under
    /// `refs/dispatch/`, as far as that is possible.
    public void reset(String start, String author, StopSwitch stop) throws IOException {
        keepOldState(stop);
        Trees.delete(folder);
        Files.createDirectories(tree());
        git.run(GitCommand.bare("init", "--quiet", "--template=", tree().toString()), stop);
        configure(author);
        var dotGit = tree().resolve(".git");
        Trees.replace(dotGit.resolve("packed-refs"), upstreamRefs(stop));
        run(stop, "update-ref", "refs/heads/" + branch, start);
        run(stop, "symbolic-ref", "HEAD", "refs/heads/" + branch);
        run(stop, "read-tree", "--reset", "-u", "HEAD");
    }

    /// Keeps tree and commits as they are, but not what the last agent left in the clone's
    /// configuration and hooks.
    public void resume(String author) throws IOException {
        configure(author);
    }

    /// Deletes tree and clone with all that was not pushed; the next run makes them anew.
    public void discard() throws IOException {
        Trees.delete(folder);
    }

    /// Names the run that works here, so that its state can be kept under its name.
    public void claim(UUID dispatch) throws IOException {
        Files.writeString(folder.resolve("dispatch"), dispatch.toString());
    }

    /// Whether the agent changed its clone's configuration or hooks; none of them runs here.
    public boolean reconfigured(String author) {
        return clone.reconfigured(url(), author);
    }

    /// The commit that the agent's clone is at.
    ///
    /// @throws TamperedException if the clone is none any more
    public String head() {
        if (!usable()) {
            throw new TamperedException("The clone's .git is not a repository of its own any more");
        }
        try {
            return clone.findHead()
                    .orElseThrow(() -> new TamperedException("The clone's HEAD names no commit"));
        } catch (IOException e) {
            throw new TamperedException("The clone's HEAD cannot be read: " + e.getMessage());
        }
    }

    /// Commits on top of `parent` what the tree has beside it, and keeps the outcome under
    /// `refs/dispatch/` in the worker's repository.
    ///
    /// @return the new commit, or `parent` if there was nothing to commit
    public String commit(String parent, CommitText text, UUID dispatch, StopSwitch stop)
            throws IOException {
        var committer = new Committer(git, this);
        var sha = committer.commit(parent, text, stop);
        repository.take(own(), "refs/heads/result", dispatch, stop);
        if (!sha.equals(parent)) {
            clone.moveTo(sha, own().resolve("index"));
        }
        return sha;
    }

    /// Brings the clone's commit into the worker's repository, under `refs/dispatch/`, if it is not
    /// there under some name already.
    public void share(String sha, UUID dispatch, StopSwitch stop) throws IOException {
        if (repository.keeps(sha, stop)) {
            return;
        }
        new Committer(git, this).share(sha, stop);
        repository.take(own(), "refs/heads/result", dispatch, stop);
    }

    private void configure(String author) throws IOException {
        clone.configure(url(), author, repository.folder().resolve("objects"));
    }

    private String url() {
        return Git.withoutCredentials(repository.target().url());
    }

    private void keepOldState(StopSwitch stop) {
        var marker = folder.resolve("dispatch");
        if (!usable() || !Files.isRegularFile(marker)) {
            return;
        }
        try {
            var dispatch = UUID.fromString(Files.readString(marker).strip());
            commit(head(), new CommitText("Unfinished work", dispatch), dispatch, stop);
        } catch (IOException | RuntimeException e) {
            if (stop.stopped()) {
                throw new StoppedException("keeping the old state");
            }
            log.warn("What an earlier run left could not be kept: {}", e.getMessage());
        }
    }

    private String upstreamRefs(StopSwitch stop) {
        var refs =
                repository
                        .read(
                                stop,
                                GitCommand.in(
                                        repository.folder(),
                                        "for-each-ref",
                                        "--format=%(objectname) %(refname)",
                                        UPSTREAM))
                        .text()
                        .lines()
                        .collect(Collectors.joining("\n"));
        return "# pack-refs with: sorted\n" + refs + "\n";
    }

    private void run(StopSwitch stop, String... arguments) {
        // Only ever right after the clone was made, before an agent could write there.
        git.run(GitCommand.in(tree().resolve(".git"), arguments).over(tree()), stop);
    }
}
