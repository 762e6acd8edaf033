package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Output;
import io.dataface.tasks.cli.invocation.Table;
import io.dataface.tasks.model.api.QueueEntryView;
import io.dataface.tasks.model.api.QueueView;

/// The queue as text.
final class QueueText {
    private final Invocation invocation;

    QueueText(Invocation invocation) {
        this.invocation = invocation;
    }

    void print(QueueView queue, Table table) {
        Output output = invocation.output();
        if (queue.paused()) {
            String reason = queue.pauseReason() == null ? "" : ": " + queue.pauseReason();
            output.note("the queue is paused by " + queue.pausedBy() + reason);
        }
        if (queue.entries().isEmpty()) {
            output.note("the queue is empty; tasks kickoff <task> queues one");
        }
        table.columns("#", "TASK", "PRIORITY", "KIND", "ATTEMPT", "QUEUED", "BY", "WAITS FOR");
        for (QueueEntryView entry : queue.entries()) {
            table.row(
                    Integer.toString(entry.position()),
                    entry.taskId(),
                    entry.priority(),
                    entry.kind(),
                    Integer.toString(entry.attempt()),
                    output.times().ago(entry.queuedAt()),
                    entry.queuedBy(),
                    waitsFor(entry));
        }
        table.print();
    }

    private static String waitsFor(QueueEntryView entry) {
        if (entry.blockers().isEmpty()) {
            return "a free worker";
        }
        return String.join("; ", entry.blockers().stream().map(b -> b.detail()).toList());
    }
}
