package io.dataface.tasks.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds processes by the marker in their environment, wherever they were reparented to. Needs
/// `/proc`; elsewhere nothing is found.
final class MarkedProcesses {
    private static final Path PROC = Path.of("/proc");

    private MarkedProcesses() {}

    /// The living processes whose marker begins with `prefix`.
    static List<ProcessHandle> find(String prefix) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return List.of();
        }
        var wanted = ProcessSpec.MARKER + "=" + prefix;
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.filter(entry -> isNumber(entry.getFileName().toString()))
                    .filter(entry -> marked(entry, wanted))
                    .flatMap(
                            entry ->
                                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                                            .stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean marked(Path entry, String wanted) {
        try {
            var environment =
                    Files.readString(entry.resolve("environ"), StandardCharsets.ISO_8859_1);
            return environment.startsWith(wanted) || environment.contains("\0" + wanted);
        } catch (IOException e) {
            // Gone meanwhile, or somebody else's.
            return false;
        }
    }

    /// Whether the process runs; one that has ended and only waits to be collected does not.
    static boolean living(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            var stat = PROC.resolve(Long.toString(process.pid())).resolve("stat");
            var line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return !line.startsWith(" Z", line.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    private static boolean isNumber(String name) {
        return name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
