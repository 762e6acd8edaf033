package io.dataface.tasks.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
///
/// @param seconds length of each window that is measured
/// @param only parts to run, such as `pgbench` or `manager`; empty: all
/// @param finished dispatches that are over before the measurement
/// @param recording where a flight recording of the manager goes; null: none
record Options(Duration seconds, Set<String> only, int finished, @Nullable Path recording) {

    static Options parse(List<String> words) {
        var options = new Options(Duration.ofSeconds(60), Set.of(), 0, null);
        for (int i = 0; i + 1 < words.size(); i += 2) {
            options = options.with(words.get(i), words.get(i + 1));
        }
        if (words.size() % 2 != 0) {
            throw new IllegalArgumentException("no value after " + words.getLast());
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--seconds" ->
                    new Options(
                            Duration.ofSeconds(Long.parseLong(value)), only, finished, recording);
            case "--only" -> new Options(seconds, Set.of(value.split(",")), finished, recording);
            case "--finished" -> new Options(seconds, only, Integer.parseInt(value), recording);
            case "--recording" ->
                    new Options(seconds, only, finished, Path.of(value).toAbsolutePath());
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }

    /// Whether this part is asked for.
    boolean has(String part) {
        return only.isEmpty() || only.contains(part);
    }
}
