package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Confirmation;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.overview.TaskText;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.TaskView;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tasks cancel`.
@Command(
        name = "cancel",
        description = "Ends a task's run, or takes it out of the queue; nothing is retried.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks cancel fix-login --dry-run", "  tasks cancel fix-login --yes"})
public final class CancelCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "<task>", description = "Id, slug or page URL.")
    private String task = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Say what would end, change nothing.")
    private boolean dryRun;

    public CancelCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Manager manager = Manager.of(invocation);
        TaskView view = new TaskLookup(manager).find(task);
        DispatchView live = view.dispatch();
        if (live == null || live.state().terminal()) {
            throw new CliException(Exit.CONFLICT, "not_live", view.slug() + " has no run to cancel")
                    .why("it is " + view.state())
                    .fix("see: tasks show " + view.slug());
        }
        if (dryRun) {
            return report(view, live, "would cancel " + describe(view, live));
        }
        new Confirmation(invocation).require("Cancel " + describe(view, live) + "?", yes);
        DispatchView after = manager.cancel(view.id());
        int code =
                report(
                        view,
                        after,
                        after.state().terminal()
                                ? RunText.ended(view.slug(), after)
                                : view.slug()
                                        + ": cancel requested; it ends when the worker confirms");
        if (!after.state().terminal()) {
            invocation.output().next("tasks wait " + view.slug());
        }
        return code;
    }

    private String describe(TaskView view, DispatchView live) {
        return "run %d of %s (%s, %s)"
                .formatted(
                        live.number(),
                        view.slug(),
                        live.state(),
                        TaskText.outcome(live, invocation.output().times()));
    }

    private int report(TaskView view, DispatchView dispatch, String text) {
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("dryRun", dryRun);
            fields.put("taskId", view.id());
            fields.put("dispatch", dispatch);
            invocation.output().json(fields);
        } else {
            invocation.output().line(text);
        }
        return Exit.OK.code();
    }
}
