package io.dataface.tasks.cli.overview;

import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Table;
import picocli.CommandLine.Option;

/// How tables are written.
public final class TableOptions {

    @Option(
            names = "--no-truncate",
            description = "Never cut a column to the width of the terminal.")
    private boolean whole;

    /// A table as the options say.
    public Table table(Invocation invocation) {
        return new Table(invocation, !whole);
    }
}
