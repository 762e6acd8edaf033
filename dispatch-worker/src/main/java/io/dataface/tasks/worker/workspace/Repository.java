package io.dataface.tasks.worker.workspace;

import io.dataface.tasks.model.worker.Grant.Target;
import io.dataface.tasks.worker.git.Git;
import io.dataface.tasks.worker.git.GitCommand;
import io.dataface.tasks.worker.git.GitException;
import io.dataface.tasks.worker.git.GitResult;
import io.dataface.tasks.worker.git.StoppedException;
import io.dataface.tasks.worker.process.StopSwitch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The worker's own bare repository of one target: upstream heads under `refs/remotes/origin/`,
/// what runs made under `refs/dispatch/`. Nothing is ever collected: clones borrow its objects.
public final class Repository {
    private static final String UPSTREAM = "refs/remotes/origin/";

    private final Git git;
    private final Path folder;
    private final Target target;
    private final Seal seal;
    private final ReentrantLock lock = new ReentrantLock();

    Repository(Git git, Path folder, Target target) {
        this.git = git;
        this.folder = folder;
        this.target = target;
        this.seal = new Seal(git, folder);
    }

    Path folder() {
        return folder;
    }

    Target target() {
        return target;
    }

    /// Brings the upstream heads here, if there are others than at the last time.
    ///
    /// @return the name of the branch that work starts from: the configured one, else the remote's
    ///     HEAD; empty if that names none
    /// @throws GitException if the remote cannot be read
    public Optional<String> fetch(StopSwitch stop) {
        // Without the lock: a slow remote must not hold other runs up.
        var remote = RemoteHeads.parse(listRemote(stop, "--symref", "HEAD", "refs/heads/*"));
        if (!reading(stop, () -> upstream().equals(remote.heads()))) {
            moving(stop, () -> fetchAll(stop));
        }
        return Optional.ofNullable(target.baseBranch()).or(remote::head);
    }

    private GitResult fetchAll(StopSwitch stop) {
        return git.run(
                GitCommand.in(
                        folder,
                        "fetch",
                        "--quiet",
                        "--no-tags",
                        "--prune",
                        "--force",
                        "--no-write-fetch-head",
                        "--end-of-options",
                        target.url(),
                        "+refs/heads/*:" + UPSTREAM + "*"),
                stop);
    }

    private Map<String, String> upstream() {
        return seal.refs().entrySet().stream()
                .filter(ref -> ref.getKey().startsWith(UPSTREAM))
                .collect(
                        Collectors.toMap(
                                ref -> ref.getKey().substring(UPSTREAM.length()),
                                Map.Entry::getValue));
    }

    /// The upstream head of a branch, as of the last fetch.
    public Optional<String> findHead(String branch, StopSwitch stop) {
        return reading(stop, () -> Optional.ofNullable(seal.refs().get(UPSTREAM + branch)));
    }

    /// Whether a ref here names this very commit.
    boolean keeps(String sha, StopSwitch stop) {
        return reading(stop, () -> seal.refs().containsValue(sha));
    }

    /// Asks the remote itself for a branch's head.
    ///
    /// @throws GitException if it cannot be read
    public Optional<String> findRemoteHead(String branch, StopSwitch stop) {
        var ref = "refs/heads/" + branch;
        return Optional.ofNullable(
                RemoteHeads.parse(listRemote(stop, "--refs", ref)).heads().get(branch));
    }

    private String listRemote(StopSwitch stop, String option, String... patterns) {
        var words = new ArrayList<>(List.of("ls-remote", option, "--end-of-options", target.url()));
        words.addAll(List.of(patterns));
        return git.run(GitCommand.bare(words.toArray(String[]::new)), stop).text();
    }

    /// Whether the commit is here.
    public boolean has(String sha, StopSwitch stop) {
        return reading(stop, () -> resolve(sha, stop)).isPresent();
    }

    /// Whether `ancestor` is `commit` or comes before it.
    public boolean descends(String commit, String ancestor, StopSwitch stop) {
        return commit.equals(ancestor)
                || reading(
                        stop,
                        () ->
                                git.attempt(
                                                GitCommand.in(
                                                        folder,
                                                        "merge-base",
                                                        "--is-ancestor",
                                                        ancestor,
                                                        commit),
                                                stop)
                                        .ok());
    }

    /// Where two commits last had the same history.
    public Optional<String> findMergeBase(String one, String other, StopSwitch stop) {
        return reading(
                        stop,
                        () -> git.attempt(GitCommand.in(folder, "merge-base", one, other), stop))
                .text()
                .lines()
                .findFirst();
    }

    /// Keeps a commit of another repository under `refs/dispatch/`, checked for forbidden names.
    ///
    /// @throws GitException if objects are missing or malformed
    void take(Path from, String ref, UUID dispatch, StopSwitch stop) {
        moving(
                stop,
                () ->
                        git.run(
                                GitCommand.in(
                                        folder,
                                        "-c",
                                        "fetch.fsckObjects=true",
                                        "fetch",
                                        "--quiet",
                                        "--no-tags",
                                        "--force",
                                        "--no-write-fetch-head",
                                        "--end-of-options",
                                        from.toString(),
                                        "+" + ref + ":refs/dispatch/" + dispatch),
                                stop));
    }

    /// Runs a reading command here.
    GitResult read(StopSwitch stop, GitCommand command) {
        return reading(stop, () -> git.run(command, stop));
    }

    /// Pushes one commit to one branch, if the branch's head is still `expected`.
    ///
    /// @param expected null: the branch must not exist
    /// @return git's answer; its exit code says whether the remote took it
    /// @throws GitException if it took longer than `limit`
    public GitResult push(
            String sha, String branch, @Nullable String expected, Duration limit, StopSwitch stop) {
        var ref = "refs/heads/" + branch;
        // Without the lock: a slow remote must not hold other runs up, and a push moves no ref
        // here.
        reading(stop, () -> true);
        return git.attempt(
                GitCommand.in(
                                folder,
                                "push",
                                "--porcelain",
                                "--no-verify",
                                "--no-signed",
                                "--force-with-lease="
                                        + ref
                                        + ":"
                                        + (expected == null ? "" : expected),
                                "--end-of-options",
                                target.url(),
                                sha + ":" + ref)
                        .within(limit),
                stop);
    }

    /// Looks whether somebody else wrote here.
    ///
    /// @throws TamperedException with what was found; it is set right again before
    public void verify(StopSwitch stop) {
        reading(stop, () -> true);
    }

    private Optional<String> resolve(String name, StopSwitch stop) {
        var result =
                git.attempt(
                        GitCommand.in(
                                folder,
                                "rev-parse",
                                "--verify",
                                "--quiet",
                                "--end-of-options",
                                name + "^{commit}"),
                        stop);
        return result.ok() ? Optional.of(result.text()) : Optional.empty();
    }

    /// Work that moves no ref.
    private <T> T reading(StopSwitch stop, Supplier<T> work) {
        return guarded(stop, work, false);
    }

    private <T> T moving(StopSwitch stop, Supplier<T> work) {
        return guarded(stop, work, true);
    }

    private <T> T guarded(StopSwitch stop, Supplier<T> work, boolean moves) {
        lock(stop);
        try {
            if (!seal.begun()) {
                open(stop);
            }
            seal.check(stop);
            var result = work.get();
            if (moves) {
                seal.renew();
            }
            return result;
        } catch (TamperedException e) {
            throw e;
        } catch (RuntimeException e) {
            seal.forget();
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void open(StopSwitch stop) throws IOException {
        if (!Files.isRegularFile(folder.resolve("HEAD"))) {
            Files.createDirectories(folder.getParent());
            git.run(
                    GitCommand.bare("init", "--quiet", "--bare", "--template=", folder.toString()),
                    stop);
        }
        seal.begin();
    }

    private void lock(StopSwitch stop) {
        try {
            while (!lock.tryLock(100, TimeUnit.MILLISECONDS)) {
                if (stop.stopped()) {
                    throw new StoppedException("waiting for the repository");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("waiting for the repository");
        }
    }
}
