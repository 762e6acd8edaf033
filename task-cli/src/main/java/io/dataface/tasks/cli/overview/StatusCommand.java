package io.dataface.tasks.cli.overview;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Output;
import io.dataface.tasks.cli.invocation.Table;
import io.dataface.tasks.model.api.PlanView;
import io.dataface.tasks.model.api.StatusView;
import io.dataface.tasks.model.api.TaskView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tasks status`: the groups of the status page.
@Command(
        name = "status",
        description = "Shows what needs a person, what runs, what is ready, what waits and why.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks status", "  tasks status --json | jq '.needsPerson[].slug'"})
public final class StatusCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin private final TableOptions tables = new TableOptions();

    public StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Manager manager = Manager.of(invocation);
        StatusView status = manager.status();
        if (invocation.output().isJson()) {
            invocation.output().json(fields(status));
        } else {
            print(status);
            String docs = manager.docs();
            if (docs != null) {
                invocation.output().note("page: " + docs + "status");
            }
        }
        return Exit.OK.code();
    }

    private static LinkedHashMap<String, Object> fields(StatusView status) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("plan", status.plan());
        fields.put("needsPerson", status.needsPerson());
        fields.put("active", status.active());
        fields.put("ready", status.ready());
        fields.put("waiting", status.waiting());
        fields.put("finished", status.finished());
        fields.put("workers", status.workers());
        fields.put("deadLetters", status.deadLetters());
        return fields;
    }

    private void print(StatusView status) {
        plan(status.plan());
        group("Needs a person", status.needsPerson());
        group("Active", status.active());
        group("Ready", status.ready());
        group("Waiting", status.waiting());
        group("Finished", status.finished());
        if (status.deadLetters() > 0) {
            heading("Messages that no worker could read", status.deadLetters());
            invocation.output().line("see them with: tasks queue --dead");
        }
        heading("Workers", status.workers().size());
        new WorkerTable(invocation).print(status.workers(), tables.table(invocation));
    }

    private void plan(PlanView plan) {
        Output output = invocation.output();
        output.line(
                output.style().bold(plan.title())
                        + " ("
                        + plan.id()
                        + "), "
                        + plan.tasks()
                        + " tasks, synced "
                        + output.times().ago(plan.syncedAt()));
        if (plan.error() != null) {
            output.line(output.style().state("error") + ": " + plan.error());
        }
        if (!plan.problems().isEmpty()) {
            output.line(plan.problems().size() + " problems in the plan's files: tasks sync");
        }
        if (plan.paused()) {
            String reason = plan.pauseReason() == null ? "" : ": " + plan.pauseReason();
            output.line("The queue is paused by " + plan.pausedBy() + reason);
        }
    }

    private void group(String title, List<TaskView> tasks) {
        heading(title, tasks.size());
        Table table = tables.table(invocation).columns("TASK", "STATE", "PRIORITY", "TITLE", "");
        for (TaskView task : tasks) {
            table.row(
                    task.slug(),
                    task.state(),
                    task.priority(),
                    task.title(),
                    TaskText.standing(task, invocation.output().times()));
        }
        table.print();
    }

    private void heading(String title, int count) {
        Output output = invocation.output();
        output.line("");
        output.line(output.style().bold(title) + " (" + count + ")");
    }
}
