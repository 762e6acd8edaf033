package io.dataface.tasks.manager.plan.source;

import io.dataface.tasks.manager.plan.source.SourceFile.Authorship;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A plan in a local folder: its working tree, whether in git or not. No enclosing repository is
/// looked for.
public final class FolderSource implements PlanSource {
    private static final String TASKS = "tasks";
    private static final Duration GIT_LIMIT = Duration.ofSeconds(60);

    /// What a watch missed is seen after this time.
    private static final Duration LONGEST_ON_HINTS = Duration.ofSeconds(5);

    private final Path folder;
    private final FolderHints hints;
    private final InstantSource time = InstantSource.system();
    private final FilesReadBefore earlier = new FilesReadBefore(time);
    private final AtomicBoolean distrust = new AtomicBoolean();
    private @Nullable GitHistory history;
    private @Nullable Tree tree;
    private @Nullable FolderWalk walked;
    private Instant walkedAll = Instant.EPOCH;

    /// A commit's files; they never change.
    private record Tree(String commit, String folder, Map<String, String> blobs) {}

    /// @param hints told all folders that were seen, at each reading of all
    public FolderSource(Path folder, FolderHints hints) {
        this.folder = folder.toAbsolutePath().normalize();
        this.hints = hints;
    }

    @Override
    public void lookAtAll() {
        distrust.set(true);
    }

    @Override
    public Snapshot read(Map<String, String> known) {
        Path root = root();
        FolderWalk walk = walk(root, known);
        walked = walk;
        String below = root.equals(folder) ? "" : TASKS;
        return inGit()
                ? committed(below, walk)
                : new Snapshot(null, false, below, files(walk, Map.of()), walk.left());
    }

    private FolderWalk walk(Path root, Map<String, String> known) {
        FolderWalk last = walked;
        walked = null;
        boolean all = distrust.getAndSet(false);
        // Before any file is looked at: what is touched later is for the next reading.
        Set<Path> touched = hints.touched();
        Instant now = time.instant();
        var walk = new FolderWalk(root, known, earlier);
        try {
            if (!all
                    && last != null
                    && touched != null
                    && !touched.isEmpty()
                    && now.isBefore(walkedAll.plus(LONGEST_ON_HINTS))
                    && walk.follow(last, touched)) {
                return walk;
            }
            walk = new FolderWalk(root, known, earlier);
            walk.run();
        } catch (IOException e) {
            throw new SourceException("the folder %s cannot be read: %s".formatted(root, e), e);
        }
        walkedAll = now;
        hints.watch(walk.folders());
        return walk;
    }

    private Path root() {
        if (!Files.isDirectory(folder)) {
            throw new SourceException(
                    "the folder %s is not there: put it back, or set tasks.plan.source"
                            .formatted(folder));
        }
        Path tasks = folder.resolve(TASKS);
        if (!Files.isDirectory(tasks)) {
            return folder;
        }
        try {
            if (!tasks.toRealPath().startsWith(folder.toRealPath())) {
                throw new SourceException(
                        "%s is a link that leaves its folder: name its target in tasks.plan.source"
                                .formatted(tasks));
            }
        } catch (IOException e) {
            throw new SourceException("%s cannot be read: %s".formatted(tasks, e), e);
        }
        return tasks;
    }

    private boolean inGit() {
        return Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
    }

    private Snapshot committed(String below, FolderWalk walk) {
        Path gitDir = gitDir();
        var git = new Git(gitDir, GIT_LIMIT);
        String commit = HeadFile.findCommit(gitDir).orElseGet(() -> head(git));
        if (commit == null) {
            return new Snapshot(null, true, below, files(walk, Map.of()), walk.left());
        }
        Tree head = tree;
        if (head == null || !head.commit().equals(commit) || !head.folder().equals(below)) {
            head = new Tree(commit, below, blobs(git, commit, below));
            tree = head;
        }
        Map<String, String> there = head.blobs();
        if (history == null) {
            history = new GitHistory(git);
        }
        Map<String, Authorship> last = history.of(commit, below, new HashSet<>(there.keySet()));
        return new Snapshot(
                commit, !there.equals(walk.blobs()), below, files(walk, last), walk.left());
    }

    private static Map<String, String> blobs(Git git, String commit, String below) {
        Map<String, String> there = new TreeMap<>();
        if (below.isEmpty() || new GitTree(git).hasFolder(commit, below)) {
            for (var node : new GitTree(git).files(commit, below)) {
                if (Limits.visible(node.path()) && Limits.fits(node.size())) {
                    there.put(node.path(), node.blob());
                }
            }
        }
        return there;
    }

    /// Named outright, so that git neither searches upward nor refuses a repository of another
    // user.
    private Path gitDir() {
        Path dot = folder.resolve(".git");
        if (Files.isDirectory(dot)) {
            return dot;
        }
        try {
            String line = Files.readString(dot).strip();
            if (!line.startsWith("gitdir:")) {
                throw new SourceException(dot + " is neither a repository nor a pointer to one");
            }
            return folder.resolve(line.substring("gitdir:".length()).strip()).normalize();
        } catch (IOException e) {
            throw new SourceException("%s cannot be read: %s".formatted(dot, e), e);
        }
    }

    private static @Nullable String head(Git git) {
        try {
            return git.text("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
        } catch (SourceException e) {
            // A repository without a commit.
            return null;
        }
    }

    private static List<SourceFile> files(FolderWalk walk, Map<String, Authorship> last) {
        return walk.blobs().entrySet().stream()
                .map(
                        e ->
                                new SourceFile(
                                        e.getKey(),
                                        e.getValue(),
                                        walk.bytes().get(e.getKey()),
                                        last.get(e.getKey())))
                .collect(Collectors.toList());
    }
}
