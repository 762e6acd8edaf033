package io.dataface.tasks.cli.overview;

import static io.dataface.tasks.cli.overview.TaskText.orDash;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.ControlFilter;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Output;
import io.dataface.tasks.cli.invocation.Table;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.FollowUpView;
import io.dataface.tasks.model.api.TaskView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tasks show`.
@Command(
        name = "show",
        description = "Shows a task with its runs, branch and follow-ups.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks show fix-login",
            "  tasks show http://127.0.0.1:8005/docs/workstreams/app/tasks/fix-login/",
            "  tasks show fix-login --json | jq .task.headSha"
        })
public final class ShowCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "<task>", description = "Id, slug or page URL.")
    private String task = "";

    @Mixin private final TableOptions tables = new TableOptions();

    public ShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Manager manager = Manager.of(invocation);
        TaskView view = new TaskLookup(manager).find(task);
        List<DispatchView> runs = manager.dispatches(view.id());
        List<FollowUpView> followUps = manager.followUps(view.id());
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("task", view);
            fields.put("dispatches", runs);
            fields.put("followUps", followUps);
            invocation.output().json(fields);
        } else {
            print(view, runs, followUps, manager.docs());
        }
        return Exit.OK.code();
    }

    private void print(
            TaskView view,
            List<DispatchView> runs,
            List<FollowUpView> followUps,
            @Nullable String docs) {
        Output output = invocation.output();
        output.line(output.style().bold(ControlFilter.oneLine(view.title())));
        field("id", view.id());
        field("slug", view.slug());
        field("status", output.style().state(view.status()));
        field("state", output.style().state(view.state()));
        field("standing", TaskText.standing(view, output.times()));
        field("priority", view.priority());
        field("workstream", view.workstream());
        field("milestone", view.milestone());
        field("owner", view.owner());
        field("depends on", String.join(", ", view.dependsOn()));
        field("repository", view.repository());
        field("branch", view.branch());
        field("head", view.headSha());
        field("completed by", view.completedBy());
        field("may be done", String.join(", ", view.actions()));
        field("page", docs == null ? null : docs + "docs/" + view.path());
        runs(runs);
        followUps(followUps);
    }

    private void runs(List<DispatchView> runs) {
        if (runs.isEmpty()) {
            return;
        }
        invocation.output().line("");
        Table table =
                tables.table(invocation)
                        .columns("RUN", "STATE", "KIND", "TOOK", "WORKER", "REASON", "DETAIL");
        for (DispatchView run : runs) {
            table.row(
                    Integer.toString(run.number()),
                    run.state().name(),
                    run.kind().name(),
                    invocation.output().times().between(run.startedAt(), run.endedAt()),
                    orDash(run.worker()),
                    orDash(run.reason()),
                    orDash(run.detail()));
        }
        table.print();
    }

    private void followUps(List<FollowUpView> followUps) {
        if (followUps.isEmpty()) {
            return;
        }
        invocation.output().line("");
        Table table = tables.table(invocation).columns("FOLLOW-UP", "BY", "SENT", "TEXT");
        for (FollowUpView followUp : followUps) {
            table.row(
                    followUp.state(),
                    followUp.author(),
                    invocation.output().times().ago(followUp.createdAt()),
                    followUp.text());
        }
        table.print();
    }

    private void field(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            invocation.output().line("%-13s %s".formatted(name, value));
        }
    }
}
