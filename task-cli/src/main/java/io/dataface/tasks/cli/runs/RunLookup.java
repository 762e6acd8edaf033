package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.TaskView;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the run that a person means.
final class RunLookup {
    private static final Pattern ID =
            Pattern.compile(
                    "(?:.*/runs/)?(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})/?");

    private final Manager manager;

    RunLookup(Manager manager) {
        this.manager = manager;
    }

    /// The run of this number, else the latest; to read, the latest that has begun.
    ///
    /// @param reference a task, a dispatch's id or its page's URL
    DispatchView find(String reference, @Nullable Integer number, boolean toFollow) {
        Matcher id = ID.matcher(reference);
        if (id.matches()) {
            return manager.dispatch(UUID.fromString(id.group(1)));
        }
        TaskView task = new TaskLookup(manager).find(reference);
        List<DispatchView> runs = manager.dispatches(task.id());
        if (runs.isEmpty()) {
            throw new CliException(
                            Exit.NOT_FOUND, "no_run", task.slug() + " has no run and so no log")
                    .fix("tasks kickoff " + task.slug());
        }
        if (number != null) {
            return numbered(task, runs, number);
        }
        DispatchView latest = runs.getFirst();
        boolean unread = !toFollow && latest.state() == DispatchState.QUEUED && runs.size() > 1;
        return unread ? runs.get(1) : latest;
    }

    private static DispatchView numbered(TaskView task, List<DispatchView> runs, int number) {
        return runs.stream()
                .filter(run -> run.number() == number)
                .findFirst()
                .orElseThrow(
                        () ->
                                new CliException(
                                                Exit.NOT_FOUND,
                                                "no_run",
                                                task.slug() + " has no run " + number)
                                        .fix("its runs are 1 to " + runs.getFirst().number()));
    }
}
