package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tasks reject`.
@Command(
        name = "reject",
        description = "Rejects a task's pushed branch; its next start replaces it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks reject fix-login --dry-run",
            "  tasks reject fix-login --yes --reason 'wrong approach'"
        })
public final class RejectCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin private final ReviewOptions options = new ReviewOptions();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    public RejectCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return new Review(invocation, options).ofBranch("reject", yes);
    }
}
