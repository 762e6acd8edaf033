package io.dataface.tasks.worker.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataface.tasks.model.worker.Result.Change;
import io.dataface.tasks.model.worker.Result.Commit;
import io.dataface.tasks.worker.git.GitCommand;
import io.dataface.tasks.worker.process.StopSwitch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What lies between two commits of a workspace's repository.
public final class Range {
    private static final int LIMIT = 1_000_000;
    private static final int COMMITS = 500;
    private static final int TEXT = 300;

    private final Workspace workspace;
    private final String from;
    private final String to;
    private final StopSwitch stop;

    public Range(Workspace workspace, String from, String to, StopSwitch stop) {
        this.workspace = workspace;
        this.from = from;
        this.to = to;
        this.stop = stop;
    }

    /// Whether `to` has no commit that `from` has not.
    public boolean empty() {
        return run("rev-list", "--count", from + ".." + to).equals("0");
    }

    /// The first path that may not be pushed: a new or moved gitlink, or a link that leaves the
    /// tree.
    public Optional<String> findForbidden() {
        var raw =
                workspace
                        .repository()
                        .read(
                                stop,
                                command("diff-tree", "-r", "-z", "--raw", "--no-renames", from, to))
                        .out();
        return RawDiff.parse(raw).stream()
                .filter(entry -> entry.addsGitlink() || (entry.addsSymlink() && leaves(entry)))
                .map(entry -> text(entry.path()))
                .findFirst();
    }

    private boolean leaves(RawDiff entry) {
        var target = workspace.repository().read(stop, command("cat-file", "blob", entry.newSha()));
        return Links.leaves(workspace.tree(), text(entry.path()), new String(target.out(), UTF_8));
    }

    /// Commits and diff, together at most 1 MB.
    public Change change() {
        var commits = commits();
        var room = LIMIT - commits.stream().mapToInt(Range::size).sum();
        var diff =
                workspace
                        .repository()
                        .read(
                                stop,
                                command(
                                                "diff-tree",
                                                "-p",
                                                "-r",
                                                "--no-color",
                                                "--no-ext-diff",
                                                "--no-textconv",
                                                "--find-renames",
                                                from,
                                                to)
                                        .keeping(room));
        var text = new String(diff.out(), UTF_8).replace("\0", "");
        if (diff.truncated()) {
            text = text.substring(0, text.lastIndexOf('\n') + 1);
        }
        return counted(commits, text, diff.truncated());
    }

    private Change counted(List<Commit> commits, String diff, boolean truncated) {
        var files = 0;
        var insertions = 0;
        var deletions = 0;
        for (var line : run("diff-tree", "-r", "--numstat", from, to).lines().toList()) {
            var numbers = line.split("\t");
            files++;
            insertions += number(numbers[0]);
            deletions += number(numbers[1]);
        }
        return new Change(commits, diff, truncated, files, insertions, deletions);
    }

    private List<Commit> commits() {
        var format = "--format=%H%x1f%an <%ae>%x1f%ct%x1f%s";
        var commits = new ArrayList<Commit>();
        var listed = run("log", "--no-decorate", "-n" + COMMITS, format, from + ".." + to);
        for (var line : listed.lines().toList()) {
            var fields = line.split("\u001f", 4);
            commits.add(
                    new Commit(
                            fields[0],
                            shortened(fields[1]),
                            Instant.ofEpochSecond(Long.parseLong(fields[2])),
                            shortened(fields[3])));
        }
        return commits;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(TEXT, text.length())).replace("\0", "");
    }

    private static int size(Commit commit) {
        return 100 + 3 * (commit.author().length() + commit.subject().length());
    }

    // Binary files show a dash.
    private static int number(String text) {
        return text.equals("-") ? 0 : Integer.parseInt(text);
    }

    private static String text(String path) {
        return new String(path.getBytes(ISO_8859_1), UTF_8);
    }

    private String run(String... arguments) {
        return workspace.repository().read(stop, command(arguments)).text();
    }

    private GitCommand command(String... arguments) {
        return GitCommand.in(workspace.repository().folder(), arguments);
    }
}
