package io.dataface.tasks.cli;

import io.dataface.tasks.cli.invocation.Terminal;
import org.jspecify.annotations.Nullable;

/// What this build is.
final class Version {

    private Version() {}

    /// The version in the jar's manifest.
    static String number() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /// The commit that it was built from, as the launcher knows it.
    static String commit(Terminal terminal) {
        String commit = terminal.property("tasks.commit");
        return commit == null ? "unknown" : commit;
    }

    static String line(Terminal terminal) {
        return "tasks " + number() + " (" + commit(terminal) + ")";
    }
}
