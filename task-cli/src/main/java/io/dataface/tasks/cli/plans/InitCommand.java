package io.dataface.tasks.cli.plans;

import io.dataface.tasks.cli.connection.Settings;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.plan.PlanTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tasks init`.
@Command(
        name = "init",
        description = "Writes a starting plan into an existing repository; overwrites nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks init --dry-run",
            "  tasks init ~/code/shop --name Shop --person 'Ada Lovelace'"
        })
public final class InitCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "<folder>",
            description = "The repository. Default: this folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "<text>",
            description = "The plan's name. Default: the folder's.")
    private @Nullable String name;

    @Option(
            names = "--person",
            paramLabel = "<name>",
            description = "Who works with it. Default: git's user.name.")
    private @Nullable String person;

    @Option(names = "--dry-run", description = "List the files, write nothing.")
    private boolean dryRun;

    public InitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Path repository =
                Settings.currentFolder(invocation.terminal())
                        .toAbsolutePath()
                        .resolve(folder)
                        .normalize();
        Path root = repository.resolve("tasks");
        requireRoom(repository, root);
        Map<String, String> files = PlanTemplate.files(title(repository), who(repository));
        if (!dryRun) {
            write(root, files);
        }
        report(root, files);
        return Exit.OK.code();
    }

    private static void requireRoom(Path repository, Path root) throws IOException {
        if (!Files.isDirectory(repository)) {
            throw new CliException(Exit.NOT_FOUND, "no_folder", "no such folder: " + repository)
                    .fix("create it first, e.g. git init " + repository);
        }
        if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean taken = !Files.isDirectory(root);
        if (!taken) {
            try (var entries = Files.list(root)) {
                taken = entries.findAny().isPresent();
            }
        }
        if (taken) {
            throw new CliException(Exit.CONFLICT, "exists", root + " is there already")
                    .why("init never overwrites")
                    .fix("to add a task: tasks new; to look at the plan: tasks check");
        }
    }

    private void write(Path root, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent() == null ? root : path.getParent());
            Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }

    private void report(Path root, Map<String, String> files) {
        var paths = files.keySet().stream().map(path -> root.resolve(path).toString()).toList();
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("dryRun", dryRun);
            fields.put("folder", root.toString());
            fields.put("files", paths);
            invocation.output().json(fields);
            return;
        }
        paths.forEach(
                path -> invocation.output().line((dryRun ? "would write " : "wrote ") + path));
        Path repository = root.getParent() == null ? root : root.getParent();
        if (!Files.exists(repository.resolve(".git"))) {
            invocation.output().warn(repository + " is no git repository; the plan has no history");
        }
        if (!dryRun) {
            invocation
                    .output()
                    .next("tasks check " + repository + ", then tasks up --plans " + repository);
        }
    }

    private String title(Path repository) {
        String given = name;
        if (given != null && !given.isBlank()) {
            return given;
        }
        Path last = repository.getFileName();
        return last == null ? "Plan" : last.toString();
    }

    private String who(Path repository) {
        String given = person;
        if (given != null && !given.isBlank()) {
            return given;
        }
        String user = invocation.terminal().property("user.name");
        return GitIdentity.findName(repository).orElse(user == null ? "me" : user);
    }
}
