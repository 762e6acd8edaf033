package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.overview.TableOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tasks queue`.
@Command(
        name = "queue",
        description = "Lists what is queued, in order, with what each waits for.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks queue",
            "  tasks queue priority fix-login p0",
            "  tasks queue take-out fix-login"
        })
public final class QueueCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin private final TableOptions tables = new TableOptions();

    public QueueCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var queue = Manager.of(invocation).queue();
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("queue", queue));
        } else {
            new QueueText(invocation).print(queue, tables.table(invocation));
        }
        return Exit.OK.code();
    }
}
