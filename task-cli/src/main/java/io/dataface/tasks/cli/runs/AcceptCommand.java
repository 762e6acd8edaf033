package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tasks accept`.
@Command(
        name = "accept",
        description = "Accepts a task's pushed branch, which completes the task.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks accept fix-login",
            "  tasks accept fix-login --head 4f2a91c --reason 'looks good'"
        })
public final class AcceptCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin private final ReviewOptions options = new ReviewOptions();

    public AcceptCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return new Review(invocation, options).ofBranch("accept", true);
    }
}
