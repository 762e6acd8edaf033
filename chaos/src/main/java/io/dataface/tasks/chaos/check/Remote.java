package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.CodeRemote;
import io.dataface.tasks.chaos.Database;
import io.dataface.tasks.chaos.check.Facts.Branch;
import io.dataface.tasks.chaos.check.Facts.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the bare remote's task branches: those of some tasks, and those of none.
final class Remote {
    // The worker's own commits name their dispatch in a trailer; the scripted agent names it in the
    // file that it writes.
    private static final Pattern DISPATCH =
            Pattern.compile(
                    "^(?:Dispatch-Id: |\\+\\S+ )([0-9a-f]{8}-[0-9a-f-]{27})$", Pattern.MULTILINE);

    private final CodeRemote remote;
    private final Database database;

    Remote(CodeRemote remote, Database database) {
        this.remote = remote;
        this.database = database;
    }

    List<Branch> branches(List<Facts.Task> tasks) {
        var ours = tasks.stream().map(Facts.Task::branch).filter(Objects::nonNull).toList();
        var all =
                Row.all(database, "select branch from task where branch is not null").stream()
                        .map(row -> row.text("branch"))
                        .collect(Collectors.toSet());
        var branches = new ArrayList<Branch>();
        remote.branches()
                .forEach(
                        (name, head) -> {
                            if (ours.contains(name)
                                    || (name.startsWith("task/") && !all.contains(name))) {
                                branches.add(new Branch(name, head, commits(name)));
                            }
                        });
        return branches;
    }

    private List<Commit> commits(String branch) {
        var log =
                remote.read(
                        "log", "--patch", "--unified=0", "--format=%x01%H%n%B", "main.." + branch);
        var commits = new ArrayList<Commit>();
        for (var text : log.split("\u0001")) {
            if (!text.isBlank()) {
                Matcher named = DISPATCH.matcher(text);
                commits.add(
                        new Commit(
                                text.lines().findFirst().orElseThrow(),
                                named.find() ? UUID.fromString(named.group(1)) : null));
            }
        }
        return commits;
    }
}
