package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.check.Facts.Left;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Looks for what nothing owns any more: processes, workspaces, folders of runs, refs.
final class Remains {
    private final Installation installation;
    private final Set<UUID> dispatches = new HashSet<>();
    private final List<String> slugs;

    Remains(Installation installation) {
        this.installation = installation;
        var database = installation.database();
        Row.all(database, "select id from dispatch").forEach(row -> dispatches.add(row.id("id")));
        this.slugs =
                Row.all(database, "select slug from task").stream()
                        .map(row -> row.text("slug"))
                        .toList();
    }

    List<Left> find() {
        var left = new ArrayList<Left>();
        installation
                .agentProcesses()
                .forEach(
                        p ->
                                left.add(
                                        new Left(
                                                "process",
                                                p.pid()
                                                        + " "
                                                        + p.info().commandLine().orElse(""))));
        for (int number = 1; number <= installation.workers().size(); number++) {
            var folder = installation.workerFolder(number);
            children(folder.resolve("runs")).forEach(run -> left.add(left("run folder", run)));
            children(folder.resolve("workspaces")).stream()
                    .flatMap(repository -> children(repository).stream())
                    .filter(workspace -> !owned(workspace))
                    .forEach(workspace -> left.add(left("workspace", workspace)));
            children(folder.resolve("repositories")).stream()
                    .flatMap(repository -> children(repository.resolve("refs/dispatch")).stream())
                    .filter(ref -> !known(ref.getFileName().toString()))
                    .forEach(ref -> left.add(left("ref", ref)));
        }
        return left;
    }

    private static Left left(String kind, Path path) {
        return new Left(kind, path.toString());
    }

    /// A workspace is its task's, whose slug begins its name; what it says of its last run is
    /// true.
    private boolean owned(Path workspace) {
        var name = workspace.getFileName().toString();
        var dispatch = workspace.resolve("dispatch");
        try {
            return slugs.contains(name.substring(0, Math.max(0, name.lastIndexOf('-'))))
                    && (!Files.exists(dispatch) || known(Files.readString(dispatch).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean known(String id) {
        try {
            return dispatches.contains(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
