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
/// @param transport how workers hear of work: `postgres` or `pubsub`
/// @param recording where a flight recording of the manager goes; null: none
record Options(
        Duration seconds,
        Set<String> only,
        int finished,
        String transport,
        @Nullable Path recording) {

    static Options parse(List<String> words) {
        var options = new Options(Duration.ofSeconds(60), Set.of(), 0, "postgres", null);
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
            case "--seconds" -> {
                var window = Duration.ofSeconds(Long.parseLong(value));
                yield new Options(window, only, finished, transport, recording);
            }
            case "--only" ->
                    new Options(seconds, Set.of(value.split(",")), finished, transport, recording);
            case "--finished" ->
                    new Options(seconds, only, Integer.parseInt(value), transport, recording);
            case "--transport" -> new Options(seconds, only, finished, known(value), recording);
            case "--recording" -> {
                var file = Path.of(value).toAbsolutePath();
                yield new Options(seconds, only, finished, transport, file);
            }
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }

    private static String known(String transport) {
        if (!Set.of("postgres", "pubsub").contains(transport)) {
            throw new IllegalArgumentException(
                    "--transport is postgres or pubsub, not " + transport);
        }
        return transport;
    }

    boolean pubSub() {
        return transport.equals("pubsub");
    }

    /// Whether this part is asked for.
    boolean has(String part) {
        return only.isEmpty() || only.contains(part);
    }
}
