package io.dataface.tasks.cli.runs;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a judgement on a task's branch names.
final class ReviewOptions {

    @Parameters(paramLabel = "<task>", description = "Id, slug or page URL.")
    private String task = "";

    @Option(names = "--reason", paramLabel = "<text>", description = "Why, for the record.")
    private @Nullable String reason;

    @Option(
            names = "--head",
            paramLabel = "<sha>",
            description = "The head that was looked at; refused if the branch moved since.")
    private @Nullable String head;

    @Option(names = "--dry-run", description = "Say what would happen, change nothing.")
    private boolean dryRun;

    String task() {
        return task;
    }

    @Nullable String reason() {
        return reason;
    }

    @Nullable String head() {
        return head;
    }

    boolean dryRun() {
        return dryRun;
    }
}
