package io.dataface.tasks.cli.overview;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Output;
import io.dataface.tasks.model.api.BlockerView;
import io.dataface.tasks.model.api.SignalView;
import io.dataface.tasks.model.api.TaskView;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tasks why`.
@Command(
        name = "why",
        description = "Says why a task does not run, or what it is doing.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks why fix-login", "  tasks why fix-login --json | jq '.blockers[].code'"})
public final class WhyCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "<task>", description = "Id, slug or page URL.")
    private String task = "";

    public WhyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        TaskView view = new TaskLookup(Manager.of(invocation)).find(task);
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("taskId", view.id());
            fields.put("slug", view.slug());
            fields.put("status", view.status());
            fields.put("state", view.state());
            fields.put("group", view.group());
            fields.put("summary", summary(view));
            fields.put("blockers", view.blockers());
            fields.put("signals", view.signals());
            fields.put("actions", view.actions());
            fields.put("rejection", view.rejection());
            fields.put("dispatch", view.dispatch());
            invocation.output().json(fields);
        } else {
            print(view);
        }
        return Exit.OK.code();
    }

    private void print(TaskView view) {
        Output output = invocation.output();
        output.line(view.slug() + ": " + summary(view));
        for (BlockerView blocker : view.blockers()) {
            String until =
                    blocker.until() == null ? "" : ", " + output.times().ago(blocker.until());
            output.line("  " + blocker.code() + ": " + blocker.detail() + until);
        }
        for (SignalView signal : view.signals()) {
            output.line(
                    "  %s (for %s): %s, since %s"
                            .formatted(
                                    signal.code(),
                                    signal.tier().equals("person") ? "a person" : signal.tier(),
                                    signal.detail(),
                                    output.times().ago(signal.since())));
        }
        next(view);
    }

    private String summary(TaskView view) {
        if (!view.status().equals("not_started")) {
            return "the task is " + view.status();
        }
        return switch (view.state()) {
            case "WAITING" -> "queued, and waits";
            case "QUEUED" -> "queued and ready; a free worker takes it";
            case "LEASED", "RUNNING" -> TaskText.standing(view, invocation.output().times());
            default -> idle(view);
        };
    }

    private String idle(TaskView view) {
        var dispatch = view.dispatch();
        var rejection = view.rejection();
        if (rejection != null && dispatch != null && rejection.headSha().equals(view.headSha())) {
            return "its branch was rejected by %s%s; nothing is queued"
                    .formatted(
                            rejection.by(),
                            rejection.reason() == null ? "" : ": " + rejection.reason());
        }
        return dispatch == null
                ? "nobody kicked it off"
                : "its last run "
                        + TaskText.outcome(dispatch, invocation.output().times())
                        + "; nothing is queued";
    }

    private void next(TaskView view) {
        for (String action : java.util.List.of("accept", "retry", "kickoff")) {
            if (view.actions().contains(action)) {
                invocation.output().next("tasks " + action + " " + view.slug());
                return;
            }
        }
    }
}
