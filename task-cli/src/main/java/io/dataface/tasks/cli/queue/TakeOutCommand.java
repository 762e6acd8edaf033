package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.TaskView;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tasks queue take-out`.
@Command(
        name = "take-out",
        description = "Takes a queued task out of the queue; a running one is left alone.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks queue take-out fix-login"})
public final class TakeOutCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "<task>", description = "Id, slug or page URL.")
    private String task = "";

    @Option(names = "--dry-run", description = "Say what would happen, change nothing.")
    private boolean dryRun;

    public TakeOutCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Manager manager = Manager.of(invocation);
        TaskView view = new TaskLookup(manager).find(task);
        DispatchView queued = QueuedDispatch.of(view);
        if (!dryRun) {
            manager.takeOut(queued.id());
        }
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("dryRun", dryRun);
            fields.put("taskId", view.id());
            fields.put("dispatchId", queued.id());
            invocation.output().json(fields);
        } else {
            String verb = dryRun ? "would take " : "took ";
            invocation.output().line(verb + view.slug() + " out of the queue");
        }
        return Exit.OK.code();
    }
}
