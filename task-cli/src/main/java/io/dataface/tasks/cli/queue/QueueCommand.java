package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.overview.TableOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tasks queue`.
@Command(
        name = "queue",
        description = "Lists what is queued, in order, with what each waits for.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks queue",
            "  tasks queue priority fix-login p0",
            "  tasks queue take-out fix-login",
            "  tasks queue --dead"
        })
public final class QueueCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--dead",
            description = "List the messages that no worker could read, instead of the queue.")
    private boolean dead;

    @Option(
            names = "--replay",
            paramLabel = "<id>",
            description = "With --dead: publish that message anew.")
    private @Nullable String replay;

    @Option(
            names = "--delete",
            paramLabel = "<id>",
            description = "With --dead: forget that message.")
    private @Nullable String delete;

    @Mixin private final TableOptions tables = new TableOptions();

    public QueueCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (!dead && (replay != null || delete != null)) {
            throw new CliException(Exit.USAGE, "usage", "--replay and --delete go with --dead")
                    .fix("add --dead");
        }
        if (replay != null && delete != null) {
            throw new CliException(Exit.USAGE, "usage", "--replay and --delete exclude each other");
        }
        if (dead) {
            new DeadLetterText(invocation).run(replay, delete, tables.table(invocation));
            return Exit.OK.code();
        }
        var queue = Manager.of(invocation).queue();
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("queue", queue));
        } else {
            new QueueText(invocation).print(queue, tables.table(invocation));
        }
        return Exit.OK.code();
    }
}
