package io.dataface.tasks.worker.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataface.tasks.worker.git.Git;
import io.dataface.tasks.worker.git.GitCommand;
import io.dataface.tasks.worker.process.StopSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Commits what an agent left in its tree, with a git dir of the worker's own: no configuration,
/// filter or hook of the agent's takes part. Nested repositories and links that leave the tree stay
/// out. Paths are bytes, one char each, and never pass through the file system's encoding.
final class Committer {
    private static final Map<String, String> WORKER =
            Map.of(
                    "GIT_AUTHOR_NAME", "Dataface Tasks",
                    "GIT_AUTHOR_EMAIL", "worker@tasks.invalid",
                    "GIT_COMMITTER_NAME", "Dataface Tasks",
                    "GIT_COMMITTER_EMAIL", "worker@tasks.invalid");

    private final Git git;
    private final Workspace workspace;

    Committer(Git git, Workspace workspace) {
        this.git = git;
        this.workspace = workspace;
    }

    /// Leaves the commit at `refs/heads/result` of the worker's own git dir.
    String commit(String parent, CommitText text, StopSwitch stop) throws IOException {
        prepare(stop);
        run(stop, "read-tree", parent);
        stage(stop);
        dropForbidden(parent, stop);
        var tree = run(stop, "write-tree");
        var unchanged = tree.equals(run(stop, "rev-parse", "--verify", parent + "^{tree}"));
        var sha = unchanged ? parent : write(tree, parent, text, stop);
        run(stop, "update-ref", "refs/heads/result", sha);
        return sha;
    }

    /// Leaves a commit of the clone as it is at `refs/heads/result` of the worker's own git dir.
    void share(String sha, StopSwitch stop) throws IOException {
        prepare(stop);
        run(stop, "update-ref", "refs/heads/result", sha);
    }

    private void prepare(StopSwitch stop) throws IOException {
        var own = workspace.own();
        Trees.delete(own);
        git.run(GitCommand.bare("init", "--quiet", "--bare", "--template=", own.toString()), stop);
        Files.createDirectories(own.resolve("objects/info"));
        Files.writeString(
                own.resolve("objects/info/alternates"),
                objects(workspace.repository().folder())
                        + objects(workspace.tree().resolve(".git")));
    }

    private static String objects(Path gitDir) {
        return gitDir.resolve("objects") + "\n";
    }

    private void stage(StopSwitch stop) {
        var listed =
                git.run(
                        command(
                                "ls-files",
                                "-z",
                                "--modified",
                                "--deleted",
                                "--others",
                                "--exclude-standard"),
                        stop);
        // A name with a slash at its end is a repository of its own inside the tree.
        var paths =
                Arrays.stream(new String(listed.out(), ISO_8859_1).split("\0"))
                        .filter(path -> !path.isEmpty() && !path.endsWith("/"))
                        .distinct()
                        .collect(Collectors.joining("\0"));
        if (!paths.isEmpty()) {
            git.run(
                    command("update-index", "-z", "--add", "--remove", "--replace", "--stdin")
                            .reading(paths.getBytes(ISO_8859_1)),
                    stop);
        }
    }

    private void dropForbidden(String parent, StopSwitch stop) {
        var staged =
                git.run(
                        command("diff-index", "--cached", "--raw", "-z", "--no-renames", parent),
                        stop);
        var back = new StringBuilder();
        for (var entry : RawDiff.parse(staged.out())) {
            if (entry.addsGitlink() || (entry.addsSymlink() && leaves(entry, stop))) {
                back.append(entry.oldMode().equals("000000") ? "0" : entry.oldMode())
                        .append(' ')
                        .append(entry.oldSha())
                        .append('\t')
                        .append(entry.path())
                        .append('\0');
            }
        }
        if (!back.isEmpty()) {
            git.run(
                    command("update-index", "-z", "--index-info")
                            .reading(back.toString().getBytes(ISO_8859_1)),
                    stop);
        }
    }

    private boolean leaves(RawDiff entry, StopSwitch stop) {
        var target = git.run(command("cat-file", "blob", entry.newSha()), stop);
        return Links.leaves(
                workspace.tree(),
                new String(entry.path().getBytes(ISO_8859_1), UTF_8),
                new String(target.out(), UTF_8));
    }

    private String write(String tree, String parent, CommitText text, StopSwitch stop) {
        return git.run(
                        command("commit-tree", "-p", parent, tree)
                                .with(WORKER)
                                .reading(text.message().getBytes(UTF_8)),
                        stop)
                .text();
    }

    private String run(StopSwitch stop, String... arguments) {
        return git.run(command(arguments), stop).text();
    }

    private GitCommand command(String... arguments) {
        return GitCommand.in(workspace.own(), arguments).over(workspace.tree());
    }
}
