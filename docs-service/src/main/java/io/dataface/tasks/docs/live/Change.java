package io.dataface.tasks.docs.live;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What changed in a plan, as the registry's channel `tasks_changed` tells it.
///
/// @param plan null: any plan
/// @param tasks ids of tasks
/// @param dispatches ids of dispatches whose state or facts changed
/// @param logs ids of dispatches whose log grew
/// @param files whether the plan's files changed
/// @param resync whether anything may have changed
@JsonIgnoreProperties(ignoreUnknown = true)
record Change(
        @Nullable String plan,
        Set<String> tasks,
        Set<String> dispatches,
        Set<String> logs,
        boolean files,
        boolean workers,
        boolean resync) {

    /// More keys than this are told as a resync.
    static final int KEYS = 50;

    static final Change RESYNC = new Change(null, Set.of(), Set.of(), Set.of(), false, false, true);

    /// A change as the registry writes it.
    ///
    /// @throws tools.jackson.core.JacksonException where it is something else
    static Change read(JsonMapper json, String payload) {
        return json.readerFor(Change.class)
                .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .readValue(payload);
    }

    Change {
        tasks = tasks == null ? Set.of() : tasks;
        dispatches = dispatches == null ? Set.of() : dispatches;
        logs = logs == null ? Set.of() : logs;
    }

    /// Whether pages show any of it; a log that grew is fetched by those that show it.
    boolean isSeen() {
        return resync || files || workers || !tasks.isEmpty() || !dispatches.isEmpty();
    }

    /// Whether every task that is not queued and not named is as it was.
    boolean namesTasks() {
        return !resync && (dispatches.isEmpty() || !tasks.isEmpty());
    }

    boolean concerns(String planId) {
        return plan == null || plan.equals(planId);
    }

    /// This change and another one as one, of bounded size whatever came.
    Change and(Change other) {
        if (resync || other.resync) {
            return RESYNC;
        }
        Change both =
                new Change(
                        plan,
                        union(tasks, other.tasks),
                        union(dispatches, other.dispatches),
                        union(logs, other.logs),
                        files || other.files,
                        workers || other.workers,
                        false);
        int most = Math.max(both.tasks.size(), Math.max(both.dispatches.size(), both.logs.size()));
        return most > KEYS ? RESYNC : both;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }
}
