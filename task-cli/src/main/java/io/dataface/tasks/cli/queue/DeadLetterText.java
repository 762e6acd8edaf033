package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Output;
import io.dataface.tasks.cli.invocation.Table;
import io.dataface.tasks.model.api.DeadLetterView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The messages that no worker could read, and what is done to one of them.
final class DeadLetterText {
    private final Invocation invocation;

    DeadLetterText(Invocation invocation) {
        this.invocation = invocation;
    }

    /// @param replay id of the one to publish anew
    /// @param delete id of the one to forget
    void run(@Nullable String replay, @Nullable String delete, Table table) {
        Manager manager = Manager.of(invocation);
        Output output = invocation.output();
        if (replay != null) {
            DeadLetterView letter = manager.replay(replay);
            if (output.isJson()) {
                output.json(Map.of("replayed", letter));
            } else {
                output.line("published message " + letter.messageId() + " anew");
            }
        } else if (delete != null) {
            manager.deleteDeadLetter(delete);
            if (output.isJson()) {
                output.json(Map.of("deleted", delete));
            } else {
                output.line("deleted " + delete);
            }
        } else if (output.isJson()) {
            output.json(Map.of("deadLetters", manager.deadLetters()));
        } else {
            print(manager, table);
        }
    }

    private void print(Manager manager, Table table) {
        Output output = invocation.output();
        var letters = manager.deadLetters();
        if (letters.isEmpty()) {
            output.note("there is no message that no worker could read");
        }
        table.columns("ID", "POOL", "PUBLISHED", "KEPT", "BYTES", "PROBLEM");
        for (DeadLetterView letter : letters) {
            table.row(
                    letter.id().toString(),
                    letter.pool(),
                    output.times().ago(letter.publishedAt()),
                    output.times().ago(letter.keptAt()),
                    Integer.toString(letter.bytes()),
                    letter.problem() == null ? "nobody acknowledged it" : letter.problem());
        }
        table.print();
        if (letters.size() >= DeadLetterView.MOST_KEPT) {
            output.note("no more than these are kept, and others may wait at the broker");
        }
        if (!letters.isEmpty()) {
            output.next("tasks queue --dead --replay " + letters.getFirst().id());
        }
    }
}
