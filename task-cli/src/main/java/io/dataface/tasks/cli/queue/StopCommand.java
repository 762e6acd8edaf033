package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.Confirmation;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.QueueView;
import io.dataface.tasks.model.api.TaskView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tasks stop`.
@Command(
        name = "stop",
        description = "Pauses the queue and stops every run.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks stop --dry-run", "  tasks stop --yes --reason 'wrong base branch'"})
public final class StopCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--reason", paramLabel = "<text>", description = "Shown to everybody.")
    private @Nullable String reason;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Say what would stop, change nothing.")
    private boolean dryRun;

    public StopCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Manager manager = Manager.of(invocation);
        if (!dryRun && yes) {
            return stop(manager, null);
        }
        List<TaskView> live =
                manager.tasks(java.util.Map.of(), Integer.MAX_VALUE).stream()
                        .filter(
                                task ->
                                        task.state().equals("LEASED")
                                                || task.state().equals("RUNNING"))
                        .toList();
        if (dryRun) {
            report(live, null);
            return Exit.OK.code();
        }
        new Confirmation(invocation)
                .require(
                        "Pause the queue and stop "
                                + (live.size() == 1 ? "1 run" : live.size() + " runs")
                                + "?",
                        false);
        return stop(manager, live);
    }

    private int stop(Manager manager, @Nullable List<TaskView> live) {
        QueueView queue = manager.changeQueue("stop", reason);
        report(live, queue);
        invocation.output().next("tasks status, then tasks resume");
        return Exit.OK.code();
    }

    private void report(@Nullable List<TaskView> live, @Nullable QueueView queue) {
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("dryRun", dryRun);
            fields.put("stops", live == null ? null : live.stream().map(TaskView::id).toList());
            fields.put("queue", queue);
            invocation.output().json(fields);
            return;
        }
        String verb = dryRun ? "would pause the queue and stop" : "paused the queue; stopping";
        if (live == null) {
            invocation.output().line(verb + " every run");
        } else if (live.isEmpty()) {
            invocation.output().line(verb + " nothing: no run is live");
        } else {
            live.forEach(task -> invocation.output().line(verb + " " + task.slug()));
        }
    }
}
