package io.dataface.tasks.docs.published;

import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what the registry knows about a plan's tasks, all in one statement.
@Component
public class TaskStates {

    private final JdbcClient jdbc;
    private final RegistryVersion version;
    private final InstantSource clock;
    private final ConcurrentMap<String, KeptRead<Map<String, TaskState>>> shared =
            new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Map<String, TaskState>> last = new ConcurrentHashMap<>();

    TaskStates(JdbcClient jdbc, RegistryVersion version, InstantSource clock) {
        this.jdbc = jdbc;
        this.version = version;
        this.clock = clock;
    }

    /// The states by task id; the very same map as before where nothing changed.
    public Map<String, TaskState> byId(String planId) {
        return shared.computeIfAbsent(
                        planId, id -> new KeptRead<>(() -> readAnew(id), version, clock))
                .get();
    }

    private Map<String, TaskState> readAnew(String planId) {
        Map<String, TaskState> now = read(planId);
        Map<String, TaskState> before = last.get(planId);
        if (before != null && before.equals(now)) {
            return before;
        }
        last.put(planId, now);
        return now;
    }

    private Map<String, TaskState> read(String planId) {
        Map<String, TaskState> states = new HashMap<>();
        jdbc.sql(
                        """
                        select key, id, status, state, listed_as, in_review,
                               'kickoff' = any(actions) as startable, branch, completed_at,
                               completed_by
                        from published.task where plan_id = ? and gone_at is null
                        """)
                .param(planId)
                .query(
                        (row, _) ->
                                new TaskState(
                                        row.getLong("key"),
                                        row.getString("id"),
                                        row.getString("status"),
                                        row.getString("state"),
                                        row.getString("listed_as"),
                                        row.getBoolean("in_review"),
                                        row.getBoolean("startable"),
                                        row.getString("branch"),
                                        PublishedPlans.instant(row, "completed_at"),
                                        row.getString("completed_by")))
                .list()
                .forEach(state -> states.put(state.id(), state));
        return Collections.unmodifiableMap(states);
    }
}
