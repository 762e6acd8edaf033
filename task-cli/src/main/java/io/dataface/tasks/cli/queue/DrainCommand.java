package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.DidYouMean;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.WorkerView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tasks drain`.
@Command(
        name = "drain",
        description = "Lets a worker finish what it runs and take nothing new.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks drain worker-1"})
public final class DrainCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "<worker>", description = "Its name or id.")
    private String worker = "";

    public DrainCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Manager manager = Manager.of(invocation);
        WorkerView view = drained(manager);
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("worker", view));
        } else {
            invocation
                    .output()
                    .line(view.name() + " is " + view.state() + "; it still runs " + view.used());
            invocation.output().next("tasks workers");
        }
        return Exit.OK.code();
    }

    private WorkerView drained(Manager manager) {
        try {
            return manager.drain(worker);
        } catch (CliException e) {
            if (e.exit() != Exit.NOT_FOUND) {
                throw e;
            }
            List<String> names = manager.workers().stream().map(WorkerView::name).toList();
            throw e.fix(
                    DidYouMean.sentence(DidYouMean.nearest(worker, names), "see: tasks workers"));
        }
    }
}
