package io.dataface.tasks.cli;

import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `tasks version`.
@Command(
        name = "version",
        description = "Shows the version, its commit and the Java that runs it.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks version", "  tasks version --json"})
final class VersionCommand implements Callable<Integer> {
    private final Invocation invocation;

    VersionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var terminal = invocation.terminal();
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("version", Version.number());
            fields.put("commit", Version.commit(terminal));
            fields.put("java", Runtime.version().toString());
            invocation.output().json(fields);
        } else {
            invocation.output().line(Version.line(terminal));
        }
        return Exit.OK.code();
    }
}
