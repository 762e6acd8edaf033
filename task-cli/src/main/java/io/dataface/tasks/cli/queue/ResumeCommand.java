package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `tasks resume`.
@Command(
        name = "resume",
        description = "Lets a paused queue go on.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks resume"})
public final class ResumeCommand implements Callable<Integer> {
    private final Invocation invocation;

    public ResumeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var queue = Manager.of(invocation).changeQueue("resume", null);
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("queue", queue));
        } else {
            invocation
                    .output()
                    .line("the queue goes on; " + queue.entries().size() + " are queued");
            invocation.output().next("tasks queue");
        }
        return Exit.OK.code();
    }
}
