package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.OnInterrupt;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.api.DispatchView;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tasks logs`.
@Command(
        name = "logs",
        description = "Prints what a task's agent wrote, and follows it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks logs -f fix-login",
            "  tasks logs fix-login --run 1 --tail 50",
            "  tasks logs fix-login --range 0-4095 --raw > first.log",
            "  tasks logs -f fix-login --json | jq -r .text"
        })
public final class LogsCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "<task>", description = "Id, slug, page URL, or a dispatch's id.")
    private String task = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the run ends.")
    private boolean follow;

    @Option(names = "--run", paramLabel = "<n>", description = "Which run; default the latest.")
    private @Nullable Integer run;

    @Option(names = "--tail", paramLabel = "<lines>", description = "Only the last lines.")
    private @Nullable Integer tail;

    @Option(
            names = "--range",
            paramLabel = "<from-to>",
            description = "Only these bytes, counted from 0, the last included.")
    private @Nullable String range;

    @Option(names = "--raw", description = "Every byte as it is, control sequences too.")
    private boolean raw;

    public LogsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        check();
        Manager manager = Manager.of(invocation);
        DispatchView dispatch = new RunLookup(manager).find(task, run, follow);
        var printer = new LogPrinter(invocation, raw);
        var log = new StoredLog(manager.client(), dispatch);
        if (!follow) {
            printer.print(range == null ? log.tail(tail) : log.range(range));
            invocation.output().flush();
            if (!dispatch.state().terminal()) {
                invocation.output().next("tasks logs -f " + task);
            }
            return Exit.OK.code();
        }
        long position = 0;
        if (tail != null) {
            StoredLog.Part part = log.tail(tail);
            printer.print(part);
            position = part.end();
        }
        return follow(manager, dispatch, position, printer);
    }

    private int follow(Manager manager, DispatchView dispatch, long position, LogPrinter printer) {
        if (dispatch.state() == DispatchState.QUEUED) {
            invocation.output().note("run " + dispatch.number() + " is queued; tasks why " + task);
        }
        String left = "the run goes on; to end it: tasks cancel " + task;
        DispatchView end;
        try (var _ = OnInterrupt.say(invocation, left)) {
            end =
                    new LogFollower(manager.client(), dispatch.id(), position, printer::piece)
                            .follow();
        }
        if (invocation.output().isJson()) {
            invocation.output().jsonLine(Map.of("end", end));
        } else {
            invocation.output().flush();
            invocation.output().note(RunText.ended(task, end));
            invocation.output().next("tasks show " + task);
        }
        return Exit.OK.code();
    }

    private void check() {
        if (range != null && (follow || tail != null)) {
            throw new CliException(
                            Exit.USAGE, "usage", "--range does not go with --follow or --tail")
                    .fix("leave one of them out");
        }
        if (range != null && !range.matches("\\d{1,15}-\\d{0,15}")) {
            throw new CliException(Exit.USAGE, "usage", "'" + range + "' is not a range of bytes")
                    .fix("write e.g. 0-4095, or 4096- for all that follows");
        }
        if (tail != null && tail < 0) {
            throw new CliException(Exit.USAGE, "usage", "--tail must not be negative")
                    .fix("write e.g. --tail 50");
        }
        if (raw && invocation.output().isJson()) {
            throw new CliException(Exit.USAGE, "usage", "--raw does not go with --json")
                    .fix("leave one of them out");
        }
    }
}
