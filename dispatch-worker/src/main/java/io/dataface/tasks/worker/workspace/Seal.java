package io.dataface.tasks.worker.workspace;

import static java.util.stream.Collectors.joining;

import io.dataface.tasks.worker.git.Git;
import io.dataface.tasks.worker.git.GitCommand;
import io.dataface.tasks.worker.process.StopSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Notices when somebody else wrote to the worker's repository: its configuration, its hooks, or a
/// ref that the worker did not move. Files are compared before git runs there at all.
final class Seal {
    private static final String CONFIG =
            """
            [core]
            \trepositoryformatversion = 0
            \tfilemode = true
            \tbare = true
            [gc]
            \tauto = 0
            """;
    private static final String HEAD = "ref: refs/heads/main\n";
    private static final List<String> FORBIDDEN =
            List.of(
                    "hooks",
                    "info",
                    "config.worktree",
                    "commondir",
                    "gitdir",
                    "shallow",
                    "worktrees",
                    "modules",
                    "objects/info/alternates",
                    "objects/info/http-alternates");

    private final Git git;
    private final Path folder;
    private @Nullable Map<String, String> refs;

    Seal(Git git, Path folder) {
        this.git = git;
        this.folder = folder;
    }

    boolean begun() {
        return refs != null;
    }

    /// Sets the files right, whatever they were, and takes the refs as they are: upstream's are
    /// fetched anew by force before they are used.
    void begin() throws IOException {
        restoreFiles();
        refs = RefFiles.read(folder);
    }

    /// The refs as they are since they were last looked at, by full name.
    Map<String, String> refs() {
        return refs == null ? Map.of() : refs;
    }

    /// Compares; sets right what was changed and tells.
    ///
    /// @throws TamperedException if anything was changed
    void check(StopSwitch stop) throws IOException {
        var files = changedFiles();
        if (!files.isEmpty()) {
            restoreFiles();
        }
        var moved = changedRefs(stop);
        if (!files.isEmpty() || !moved.isEmpty()) {
            throw new TamperedException(
                    "The worker's own repository was changed from outside: "
                            + String.join(", ", files)
                            + (files.isEmpty() || moved.isEmpty() ? "" : ", ")
                            + moved.stream().limit(10).collect(joining(", ")));
        }
    }

    /// Takes the refs as they are now, after work of our own.
    void renew() throws IOException {
        refs = RefFiles.read(folder);
    }

    /// Work of our own broke off: nobody knows what it moved.
    void forget() {
        refs = null;
    }

    private List<String> changedFiles() throws IOException {
        var changed = new ArrayList<String>();
        if (!isFile("config", CONFIG)) {
            changed.add("config");
        }
        if (!isFile("HEAD", HEAD)) {
            changed.add("HEAD");
        }
        for (var name : FORBIDDEN) {
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                changed.add(name);
            }
        }
        return changed;
    }

    private boolean isFile(String name, String text) {
        try {
            return Trees.read(folder.resolve(name)).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    private void restoreFiles() throws IOException {
        Trees.replace(folder.resolve("config"), CONFIG);
        Trees.replace(folder.resolve("HEAD"), HEAD);
        for (var name : FORBIDDEN) {
            Trees.delete(folder.resolve(name));
        }
    }

    private List<String> changedRefs(StopSwitch stop) throws IOException {
        var ours = refs == null ? Map.<String, String>of() : refs;
        var found = RefFiles.read(folder);
        if (ours.equals(found)) {
            return List.of();
        }
        var names = new TreeSet<>(ours.keySet());
        names.addAll(found.keySet());
        names.removeIf(name -> ours.getOrDefault(name, "").equals(found.get(name)));
        for (var name : names) {
            if (RefFiles.ODD.equals(found.get(name))) {
                Trees.delete(folder.resolve(name));
            }
        }
        Files.createDirectories(folder.resolve("refs"));
        for (var name : names) {
            var right = ours.get(name);
            git.attempt(
                    right == null
                            ? GitCommand.in(folder, "update-ref", "--no-deref", "-d", name)
                            : GitCommand.in(folder, "update-ref", "--no-deref", name, right),
                    stop);
        }
        return List.copyOf(names);
    }
}
