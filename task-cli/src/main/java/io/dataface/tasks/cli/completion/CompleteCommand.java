package io.dataface.tasks.cli.completion;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.WorkerView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tasks __complete`: the names that completion scripts ask for.
@Command(
        name = "__complete",
        hidden = true,
        description = "Prints names for completion scripts, one a line.")
public final class CompleteCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "<kind>", description = "tasks or workers.")
    private Kind kind = Kind.tasks;

    /// What is named.
    enum Kind {
        tasks,
        workers
    }

    public CompleteCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<String> names = names();
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("names", names));
        } else {
            names.forEach(invocation.output()::line);
        }
        return Exit.OK.code();
    }

    // Nothing running means nothing to offer; a key press must not print an error.
    private List<String> names() {
        try {
            Manager manager = Manager.of(invocation);
            return switch (kind) {
                case tasks ->
                        manager.tasks(Map.of(), Integer.MAX_VALUE).stream()
                                .flatMap(task -> Stream.of(task.slug(), task.id()))
                                .distinct()
                                .toList();
                case workers -> manager.workers().stream().map(WorkerView::name).toList();
            };
        } catch (CliException e) {
            return List.of();
        }
    }
}
