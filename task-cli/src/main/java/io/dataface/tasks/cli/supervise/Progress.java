package io.dataface.tasks.cli.supervise;

import io.dataface.tasks.cli.invocation.Invocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Tells the person at the terminal how far things are, a line each; standard error only.
public final class Progress {
    private final Invocation invocation;

    /// @param invocation the run of the command line
    public Progress(Invocation invocation) {
        this.invocation = invocation;
    }

    /// A line; silent under `--quiet`.
    public void say(String line) {
        invocation.output().note(line);
    }

    /// A part serves.
    public void ready(String part, Duration taken) {
        say(String.format(Locale.ROOT, "  %-9s ready after %.1f s", part, taken.toMillis() / 1e3));
    }

    /// A part was started again.
    public void restarted(String part, long pid) {
        say("  %-9s runs again as process %d".formatted(part, pid));
    }

    /// Shown even where progress is not: a part that ended is no progress.
    public void ended(String part, int exitCode, Duration pause, Path log) {
        invocation
                .output()
                .warn(
                        String.format(
                                Locale.ROOT,
                                "%s ended (exit code %d), starts again in %.1f s; log: %s",
                                part,
                                exitCode,
                                pause.toMillis() / 1e3,
                                log));
    }
}
