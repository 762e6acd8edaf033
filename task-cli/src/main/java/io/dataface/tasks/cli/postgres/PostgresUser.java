package io.dataface.tasks.cli.postgres;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What must stand before a Postgres command so that it runs for this user and ends with its
/// keeper.
///
/// @param prefix empty, or for root, whom Postgres refuses, a user namespace without a mapping
/// @param endsWithParent what asks the system for a signal when the parent ends; empty where there
///     is no such thing
public record PostgresUser(List<String> prefix, List<String> endsWithParent) {
    /// Copies the lists.
    public PostgresUser {
        prefix = List.copyOf(prefix);
        endsWithParent = List.copyOf(endsWithParent);
    }

    /// What this user needs on this machine.
    ///
    /// @throws CliException where Postgres cannot run as this user
    public static PostgresUser detect() throws IOException, InterruptedException {
        List<String> unshare = List.of();
        if (isRoot()) {
            unshare = List.of("unshare", "--user");
            if (!works("unshare", "--user", "true")) {
                throw new CliException(
                                Exit.FAILURE, "postgres_as_root", "Postgres refuses to run as root")
                        .why("this system allows no user namespaces (unshare --user)")
                        .fix("run as an ordinary user");
            }
        }
        boolean signals = works("setpriv", "--pdeathsig", "INT", "true");
        return new PostgresUser(
                unshare, signals ? List.of("setpriv", "--pdeathsig", "INT") : List.of());
    }

    /// Whether this process runs as root.
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean works(String... command) throws IOException, InterruptedException {
        try {
            Process probe =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
