package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.QueueEntryView;
import io.dataface.tasks.model.api.TaskView;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tasks queue priority`.
@Command(
        name = "priority",
        description = "Gives a queued task another priority, and so another place.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks queue priority fix-login p0"})
public final class PriorityCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "<task>", description = "Id, slug or page URL.")
    private String task = "";

    @Parameters(index = "1", paramLabel = "<p0…p3>", description = "The priority.")
    private String priority = "";

    public PriorityCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        String wanted = requirePriority(priority);
        Manager manager = Manager.of(invocation);
        TaskView view = new TaskLookup(manager).find(task);
        QueueEntryView entry = manager.prioritise(QueuedDispatch.of(view).id(), wanted);
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("entry", entry));
        } else {
            invocation
                    .output()
                    .line(view.slug() + " is now " + wanted + ", number " + entry.position());
            invocation.output().next("tasks queue");
        }
        return Exit.OK.code();
    }

    /// @throws CliException with exit 2 for anything but p0 to p3
    public static String requirePriority(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        if (!wanted.matches("p[0-3]")) {
            throw new CliException(Exit.USAGE, "usage", "'" + text + "' is not a priority")
                    .fix("one of p0, p1, p2, p3");
        }
        return wanted;
    }
}
