package io.dataface.tasks.cli.invocation;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command takes, before or after its name.
public final class GlobalOptions {

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Machine-readable output with schemaVersion; errors too.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "No hints and no progress.")
    private boolean quiet;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No escape sequences.")
    private boolean noColor;

    @Option(
            names = "--no-input",
            scope = ScopeType.INHERIT,
            description = "Never ask; fail and name the option to pass instead.")
    private boolean noInput;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Stack traces of errors.")
    private boolean debug;

    @Option(
            names = "--timeout",
            scope = ScopeType.INHERIT,
            paramLabel = "<duration>",
            converter = DurationConverter.class,
            description = "How long a request may take with its retries, e.g. 30s, 5m.")
    private @Nullable Duration timeout;

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "<folder>",
            description = "Data folder of the installation.")
    private @Nullable Path data;

    @Option(
            names = "--manager-url",
            scope = ScopeType.INHERIT,
            paramLabel = "<url>",
            description = "The manager to talk to instead of the local installation's.")
    private @Nullable String managerUrl;

    @Option(
            names = "--token-file",
            scope = ScopeType.INHERIT,
            paramLabel = "<file>",
            description = "File that holds the manager's bearer token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--plan",
            scope = ScopeType.INHERIT,
            paramLabel = "<id>",
            description = "Which plan, where the manager holds several.")
    private @Nullable String plan;

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "<file>",
            description = "Settings file instead of the user's own.")
    private @Nullable Path config;

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean noColor() {
        return noColor;
    }

    public boolean noInput() {
        return noInput;
    }

    public boolean debug() {
        return debug;
    }

    /// Null where not given.
    public @Nullable Duration timeout() {
        return timeout;
    }

    /// Null where not given.
    public @Nullable Path data() {
        return data;
    }

    /// Null where not given.
    public @Nullable String managerUrl() {
        return managerUrl;
    }

    /// Null where not given.
    public @Nullable Path tokenFile() {
        return tokenFile;
    }

    /// Null where not given.
    public @Nullable String plan() {
        return plan;
    }

    /// Null where not given.
    public @Nullable Path config() {
        return config;
    }
}
