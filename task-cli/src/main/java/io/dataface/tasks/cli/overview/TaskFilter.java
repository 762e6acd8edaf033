package io.dataface.tasks.cli.overview;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.DidYouMean;
import io.dataface.tasks.cli.invocation.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which tasks are listed.
final class TaskFilter {
    private static final List<String> STATUSES = List.of("not_started", "completed", "cancelled");
    private static final List<String> STATES =
            List.of("IDLE", "WAITING", "QUEUED", "LEASED", "RUNNING");
    private static final List<String> GROUPS =
            List.of("needs_person", "active", "ready", "waiting", "finished", "idle");
    private static final List<String> PRIORITIES = List.of("p0", "p1", "p2", "p3");

    @Option(
            names = "--status",
            paramLabel = "<status>",
            description = "not_started, completed or cancelled.")
    private @Nullable String status;

    @Option(
            names = "--state",
            paramLabel = "<state>",
            description = "IDLE, WAITING, QUEUED, LEASED or RUNNING.")
    private @Nullable String state;

    @Option(
            names = "--group",
            paramLabel = "<group>",
            description = "needs_person, active, ready, waiting, finished or idle.")
    private @Nullable String group;

    @Option(names = "--workstream", paramLabel = "<slug>", description = "Of this workstream.")
    private @Nullable String workstream;

    @Option(names = "--milestone", paramLabel = "<slug>", description = "Of this milestone.")
    private @Nullable String milestone;

    @Option(names = "--owner", paramLabel = "<person>", description = "Of this person or role.")
    private @Nullable String owner;

    @Option(names = "--priority", paramLabel = "<p0…p3>", description = "Of this priority.")
    private @Nullable String priority;

    @Option(
            names = "--search",
            paramLabel = "<text>",
            description = "Whose id, slug or title contains this.")
    private @Nullable String search;

    /// The query of `GET /tasks`.
    Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        put(query, "status", known("--status", lower(status), STATUSES));
        put(query, "state", known("--state", upper(state), STATES));
        put(query, "group", known("--group", lower(group), GROUPS));
        put(query, "workstream", workstream);
        put(query, "milestone", milestone);
        put(query, "owner", owner);
        put(query, "priority", known("--priority", lower(priority), PRIORITIES));
        put(query, "q", search);
        return query;
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static @Nullable String known(
            String option, @Nullable String value, List<String> values) {
        if (value != null && !values.contains(value)) {
            throw new CliException(Exit.USAGE, "usage", option + " has no value '" + value + "'")
                    .fix(
                            DidYouMean.sentence(
                                    DidYouMean.nearest(value, values),
                                    "one of " + String.join(", ", values)));
        }
        return value;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
