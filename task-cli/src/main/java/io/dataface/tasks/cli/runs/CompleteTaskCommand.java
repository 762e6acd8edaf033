package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tasks complete`.
@Command(
        name = "complete",
        description = "Marks a task completed, with or without a branch.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks complete fix-login --reason 'done by hand'"})
public final class CompleteTaskCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin private final ReviewOptions options = new ReviewOptions();

    public CompleteTaskCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return new Review(invocation, options).complete();
    }
}
