package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.invocation.Invocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Tells the person at the terminal how far things are, a line each; standard error only.
final class Progress {
    private final Invocation invocation;

    Progress(Invocation invocation) {
        this.invocation = invocation;
    }

    void say(String line) {
        invocation.output().note(line);
    }

    void ready(String part, Duration taken) {
        say(String.format(Locale.ROOT, "  %-9s ready after %.1f s", part, taken.toMillis() / 1e3));
    }

    void restarted(String part, long pid) {
        say("  %-9s runs again as process %d".formatted(part, pid));
    }

    /// Shown even where progress is not: a part that ended is no progress.
    void ended(String part, int exitCode, Duration pause, Path log) {
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
