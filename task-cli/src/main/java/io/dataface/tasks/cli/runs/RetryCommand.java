package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.TaskView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tasks retry`.
@Command(
        name = "retry",
        description = "Tries a task again now, and closes its open circuit.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks retry fix-login", "  tasks retry fix-login && tasks wait fix-login"})
public final class RetryCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "<task>", description = "Id, slug or page URL.")
    private String task = "";

    public RetryCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Manager manager = Manager.of(invocation);
        TaskView view = new TaskLookup(manager).find(task);
        DispatchView dispatch = manager.retry(view.id());
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("dispatch", dispatch));
        } else {
            invocation
                    .output()
                    .line(view.slug() + ": run " + dispatch.number() + " is " + dispatch.state());
            invocation.output().next("tasks logs -f " + view.slug());
        }
        return Exit.OK.code();
    }
}
