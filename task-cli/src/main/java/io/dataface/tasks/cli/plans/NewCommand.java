package io.dataface.tasks.cli.plans;

import io.dataface.tasks.cli.connection.Settings;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.plan.NewTask;
import io.dataface.tasks.model.plan.Priority;
import io.dataface.tasks.model.plan.TaskTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tasks new`.
@Command(
        name = "new",
        description = "Writes a new task into a plan, with all its sections.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks new --workstream app --title 'Fix the login'",
            "  tasks new --workstream app --title 'Add search' --owner engineer --priority p1 \\",
            "            --milestone m1-pilot --depends-on fix-login",
            "  tasks new --workstream app --title 'Speed up' --problem - < problem.txt"
        })
public final class NewCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--dir",
            paramLabel = "<folder>",
            description = "The folder with the plan. Default: this folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--workstream",
            paramLabel = "<slug>",
            required = true,
            description = "Which workstream it belongs to.")
    private String workstream = "";

    @Option(
            names = "--title",
            paramLabel = "<text>",
            required = true,
            description = "What is to be done, on one line.")
    private String title = "";

    @Option(
            names = "--slug",
            paramLabel = "<name>",
            description = "The file's name. Default: from the title.")
    private @Nullable String slug;

    @Option(
            names = "--owner",
            paramLabel = "<person>",
            description = "A person's or role's slug or alias. Default: the workstream's owner.")
    private @Nullable String owner;

    @Option(names = "--priority", paramLabel = "<p0…p3>", description = "Default: p2.")
    private String priority = "p2";

    @Option(names = "--milestone", paramLabel = "<slug>", description = "Which milestone.")
    private @Nullable String milestone;

    @Option(names = "--initiative", paramLabel = "<slug>", description = "Which initiative.")
    private @Nullable String initiative;

    @Option(
            names = "--depends-on",
            paramLabel = "<tasks>",
            split = ",",
            description = "Ids or slugs of what must be completed first.")
    private List<String> dependsOn = List.of();

    @Option(
            names = "--problem",
            paramLabel = "<text>",
            description = "The text of Problem; - reads standard input.")
    private @Nullable String problem;

    @Option(names = "--dry-run", description = "Print the file, write nothing.")
    private boolean dryRun;

    public NewCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Path here = Settings.currentFolder(invocation.terminal()).toAbsolutePath();
        PlanFolder plan = PlanFolder.in(here.resolve(folder).normalize());
        NewTask task = new NewTaskChecks(plan.parse()).resolved(draft());
        Path file = plan.root().resolve(TaskTemplate.path(task));
        String text = TaskTemplate.text(task);
        if (!dryRun) {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        }
        report(task, file, text);
        return Exit.OK.code();
    }

    private NewTask draft() throws IOException {
        try {
            return new NewTask(
                    workstream,
                    title,
                    slug,
                    Priority.findByWord(priority.toLowerCase(java.util.Locale.ROOT))
                            .orElseThrow(this::noPriority),
                    milestone,
                    initiative,
                    owner,
                    dependsOn,
                    "-".equals(problem) ? standardInput() : problem);
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw new CliException(Exit.USAGE, "usage", message == null ? "no such task" : message)
                    .fix("see tasks new --help");
        }
    }

    private CliException noPriority() {
        return new CliException(Exit.USAGE, "usage", "'" + priority + "' is not a priority")
                .fix("one of p0, p1, p2, p3");
    }

    private String standardInput() throws IOException {
        return new String(invocation.terminal().in().readAllBytes(), StandardCharsets.UTF_8)
                .strip();
    }

    private void report(NewTask task, Path file, String text) {
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("dryRun", dryRun);
            fields.put("id", TaskTemplate.id(task));
            fields.put("path", file.toString());
            fields.put("text", text);
            invocation.output().json(fields);
            return;
        }
        if (dryRun) {
            invocation.output().raw(text);
            invocation.output().flush();
            invocation.output().note("would write " + file);
        } else {
            invocation.output().line(file.toString());
            invocation.output().next("write its sections, then tasks check " + file);
        }
    }
}
