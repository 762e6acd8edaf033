package io.dataface.tasks.cli.overview;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.WorkerView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tasks workers`.
@Command(
        name = "workers",
        description = "Lists the workers: alive, draining or lost, and what each runs.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks workers", "  tasks workers --json"})
public final class WorkersCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin private final TableOptions tables = new TableOptions();

    public WorkersCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<WorkerView> workers = Manager.of(invocation).workers();
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("workers", workers));
        } else if (workers.isEmpty()) {
            invocation.output().note("no worker has registered; tasks up starts one");
        } else {
            new WorkerTable(invocation).print(workers, tables.table(invocation));
        }
        return Exit.OK.code();
    }
}
