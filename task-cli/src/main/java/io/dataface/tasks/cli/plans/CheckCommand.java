package io.dataface.tasks.cli.plans;

import io.dataface.tasks.cli.connection.Settings;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.plan.ParsedFile;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanChecks;
import io.dataface.tasks.model.plan.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tasks check`: needs no service.
@Command(
        name = "check",
        description = {
            "Checks a plan's files, without any service: file:line:column, rule, message, fix.",
            "Exit code: 0 no errors, 1 errors (with --strict also warnings)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks check",
            "  tasks check ../our-plan --errors-only",
            "  tasks check tasks/workstreams/app/tasks/fix-login.md",
            "  tasks check --json | jq '.problems[] | .path + \": \" + .rule'"
        })
public final class CheckCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "<path>",
            description = "A folder with a plan, or one of its files. Default: this folder.")
    private Path path = Path.of("");

    @Option(names = "--errors-only", description = "Leave out warnings and hints.")
    private boolean errorsOnly;

    @Option(names = "--strict", description = "Warnings fail as well.")
    private boolean strict;

    public CheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Path here = Settings.currentFolder(invocation.terminal()).toAbsolutePath();
        Path wanted = here.resolve(path).normalize();
        boolean oneFile = Files.isRegularFile(wanted);
        PlanFolder folder = oneFile ? PlanFolder.around(wanted) : PlanFolder.in(wanted);
        if (oneFile && !wanted.startsWith(folder.root())) {
            throw new CliException(Exit.NOT_FOUND, "no_plan", "no plan holds " + wanted);
        }
        List<ParsedFile> files = folder.parse();
        String only = oneFile ? folder.root().relativize(wanted).toString() : null;
        List<Problem> all = PlanChecks.check(Plan.of(files), folder.paths());
        List<Problem> problems =
                all.stream()
                        .filter(problem -> only == null || problem.path().equals(only))
                        .filter(problem -> !errorsOnly || problem.isError())
                        .toList();
        return report(here, folder, oneFile ? 1 : files.size(), problems);
    }

    private int report(Path here, PlanFolder folder, int files, List<Problem> problems) {
        List<ProblemText> texts =
                problems.stream()
                        .map(problem -> ProblemText.of(shown(here, folder, problem), problem))
                        .toList();
        long errors = problems.stream().filter(Problem::isError).count();
        long warnings =
                problems.stream().filter(p -> p.severity() == Problem.Severity.WARNING).count();
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("files", files);
            fields.put("errors", errors);
            fields.put("warnings", warnings);
            fields.put("problems", texts.stream().map(ProblemText::fields).toList());
            invocation.output().json(fields);
        } else {
            texts.forEach(text -> text.print(invocation.output()));
            invocation.output().flush();
            invocation
                    .output()
                    .note(
                            "%s checked: %s, %s"
                                    .formatted(
                                            count(files, "file"),
                                            count(errors, "error"),
                                            count(warnings, "warning")));
        }
        boolean failed = errors > 0 || (strict && warnings > 0);
        return (failed ? Exit.FAILURE : Exit.OK).code();
    }

    // A path that an editor opens from the folder that the command was called in.
    private static String shown(Path here, PlanFolder folder, Problem problem) {
        Path file = folder.root().resolve(problem.path());
        Path relative = here.relativize(file.toAbsolutePath().normalize());
        return (relative.startsWith("..") ? file : relative).toString();
    }

    private static String count(long number, String noun) {
        return "%d %s%s".formatted(number, noun.toLowerCase(Locale.ROOT), number == 1 ? "" : "s");
    }
}
