package io.dataface.tasks.cli.overview;

import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Table;
import io.dataface.tasks.model.api.WorkerView;
import java.util.List;

/// Workers as rows.
public final class WorkerTable {
    private final Invocation invocation;

    public WorkerTable(Invocation invocation) {
        this.invocation = invocation;
    }

    /// Writes the workers into the table and prints it.
    public void print(List<WorkerView> workers, Table table) {
        table.columns("WORKER", "STATE", "USED", "POOL", "SEEN", "AGENTS", "TASKS");
        for (WorkerView worker : workers) {
            table.row(
                    worker.name(),
                    worker.state(),
                    worker.used() + "/" + worker.capacity(),
                    worker.pool(),
                    invocation.output().times().ago(worker.seenAt()),
                    String.join(",", worker.agents()),
                    String.join(",", worker.tasks()));
        }
        table.print();
    }
}
