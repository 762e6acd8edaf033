package io.dataface.tasks.manager.plan.source;

import io.dataface.tasks.manager.plan.source.Snapshot.LeftOut;
import io.dataface.tasks.manager.plan.source.SourceFile.Authorship;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A plan behind a git URL: the tree of a branch's head, fetched into a bare clone of our own.
public final class GitSource implements PlanSource {
    private static final String TASKS = "tasks";
    private static final String FETCHED = "refs/heads/plan";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,200}");

    private final String url;
    private final @Nullable String ref;
    private final Path clone;
    private final Git git;
    private final GitHistory history;

    /// @param ref branch, or null for the remote's own head
    /// @param clone folder of the bare clone, made at need
    public GitSource(String url, @Nullable String ref, Path clone) {
        if (url.startsWith("-") || ref != null && !REF.matcher(ref).matches()) {
            throw new IllegalArgumentException(
                    "tasks.plan.source or tasks.plan.ref is no git URL or branch: " + ref);
        }
        this.url = url;
        this.ref = ref;
        this.clone = clone.toAbsolutePath().normalize();
        this.git = new Git(this.clone, LIMIT);
        this.history = new GitHistory(git);
    }

    @Override
    public Snapshot read(Map<String, String> known) {
        fetch();
        String commit = git.text("rev-parse", "--verify", FETCHED + "^{commit}");
        var tree = new GitTree(git);
        String folder = tree.hasFolder(commit, TASKS) ? TASKS : "";
        List<LeftOut> left = new ArrayList<>();
        List<GitTree.Node> nodes = wanted(tree.files(commit, folder), left);
        Map<String, byte[]> contents = tree.contents(unknown(nodes, known));
        Map<String, Authorship> last =
                history.of(
                        commit,
                        folder,
                        nodes.stream().map(GitTree.Node::path).collect(Collectors.toSet()));
        return new Snapshot(
                commit,
                false,
                folder,
                nodes.stream()
                        .map(
                                n ->
                                        new SourceFile(
                                                n.path(),
                                                n.blob(),
                                                contents.get(n.blob()),
                                                last.get(n.path())))
                        .toList(),
                left);
    }

    private static Set<String> unknown(List<GitTree.Node> nodes, Map<String, String> known) {
        Set<String> blobs = new HashSet<>();
        nodes.stream()
                .filter(n -> !n.blob().equals(known.get(n.path())))
                .forEach(n -> blobs.add(n.blob()));
        return blobs;
    }

    private static List<GitTree.Node> wanted(List<GitTree.Node> all, List<LeftOut> left) {
        var limits = new Limits();
        List<GitTree.Node> nodes = new ArrayList<>();
        for (GitTree.Node node : all) {
            if (!Limits.visible(node.path())) {
                continue;
            }
            if (Limits.fits(node.size())) {
                limits.add(node.size());
                nodes.add(node);
            } else {
                left.add(
                        new LeftOut(
                                node.path(),
                                "it is larger than %d MB".formatted(Limits.FILE_BYTES >> 20)));
            }
        }
        return nodes;
    }

    /// The URL stays out of the command line, for it may carry a password.
    private void fetch() {
        try {
            if (!Files.isDirectory(clone.resolve("objects"))) {
                Files.createDirectories(clone);
                git.text("init", "--bare", "--quiet");
            }
            Path config = clone.resolve("config");
            Files.writeString(
                    config,
                    """
                    [core]
                    \trepositoryformatversion = 0
                    \tbare = true
                    [remote "origin"]
                    \turl = "%s"
                    """
                            .formatted(url.replace("\\", "\\\\").replace("\"", "\\\"")));
        } catch (IOException e) {
            throw new SourceException(
                    "the plan's clone in %s cannot be written: %s".formatted(clone, e), e);
        }
        try {
            git.text(
                    "fetch",
                    "--quiet",
                    "--no-tags",
                    "--no-write-fetch-head",
                    "--no-recurse-submodules",
                    "origin",
                    "+" + (ref == null ? "HEAD" : "refs/heads/" + ref) + ":" + FETCHED);
        } catch (SourceException e) {
            throw new SourceException(
                    "%s cannot be fetched%s: check the address, the branch and the access to it (%s)"
                            .formatted(
                                    Git.masked(url),
                                    ref == null ? "" : " at branch " + ref,
                                    e.getMessage()),
                    e);
        }
    }
}
