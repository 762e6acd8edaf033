package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tasks pause`.
@Command(
        name = "pause",
        description = "Pauses the queue: nothing new starts, what runs goes on.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks pause --reason 'release today'"})
public final class PauseCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--reason", paramLabel = "<text>", description = "Shown to everybody.")
    private @Nullable String reason;

    public PauseCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var queue = Manager.of(invocation).changeQueue("pause", reason);
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("queue", queue));
        } else {
            invocation.output().line("the queue is paused; " + queue.entries().size() + " wait");
            invocation.output().next("tasks resume");
        }
        return Exit.OK.code();
    }
}
