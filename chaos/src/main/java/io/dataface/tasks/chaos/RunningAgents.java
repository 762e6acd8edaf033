package io.dataface.tasks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds agents' processes in `/proc` by what their command line or environment names; needs
/// Linux.
final class RunningAgents {
    private static final Path PROC = Path.of("/proc");
    private static final String MARKER = "TASKS_RUN_MARKER=";

    private RunningAgents() {}

    /// @param folder all that a worker starts names a folder of its in its environment
    /// @param agent every agent names it in its command line, and the workers do; null: this does
    ///     not count
    static List<ProcessHandle> naming(Path folder, @Nullable Path agent) {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
                    .filter(entry -> belongs(entry, folder + "/", agent))
                    .filter(RunningAgents::living)
                    .flatMap(
                            entry ->
                                    ProcessHandle.of(Long.parseLong(entry.getFileName() + ""))
                                            .stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean belongs(Path entry, String folder, @Nullable Path agent) {
        String environment = read(entry.resolve("environ"));
        return (environment.contains(MARKER) && environment.contains(folder))
                || (agent != null && read(entry.resolve("cmdline")).contains(agent.toString()));
    }

    // One that has ended and only waits to be collected does not run.
    private static boolean living(Path entry) {
        String stat = read(entry.resolve("stat"));
        return !stat.isEmpty() && !stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
