package io.dataface.tasks.docs.published;

import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.frame.Recent;
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

    private static final long MOST_STATES = 1_000_000;

    private final JdbcClient jdbc;
    private final Recent<String, Map<String, TaskState>> recent;
    private final ConcurrentMap<String, Map<String, TaskState>> last = new ConcurrentHashMap<>();

    TaskStates(JdbcClient jdbc, Freshness freshness) {
        this.jdbc = jdbc;
        this.recent = new Recent<>(freshness, MOST_STATES, Map::size);
    }

    /// The states by task id; the very same map, or at least the very same states, as before where
    /// nothing changed.
    public Map<String, TaskState> byId(String planId) {
        return recent.get(planId, this::readAnew);
    }

    private Map<String, TaskState> readAnew(String planId) {
        Map<String, TaskState> before = last.getOrDefault(planId, Map.of());
        Map<String, TaskState> now = read(planId);
        boolean same = now.size() == before.size();
        for (Map.Entry<String, TaskState> entry : now.entrySet()) {
            TaskState known = before.get(entry.getKey());
            if (entry.getValue().equals(known)) {
                entry.setValue(known);
            } else {
                same = false;
            }
        }
        if (same) {
            return before;
        }
        Map<String, TaskState> shared = Collections.unmodifiableMap(now);
        last.put(planId, shared);
        return shared;
    }

    private Map<String, TaskState> read(String planId) {
        Map<String, TaskState> states = new HashMap<>();
        jdbc.sql(
                        """
                        select t.key, t.id, t.status, t.state, t.listed_as, t.in_review,
                               'kickoff' = any(t.actions) as startable, t.branch, t.completed_at,
                               t.completed_by, p.since
                        from published.task t
                        left join published.planned_task p on p.plan_id = t.plan_id and p.task_id = t.id
                        where t.plan_id = ? and t.gone_at is null
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
                                        row.getString("completed_by"),
                                        PublishedPlans.instant(row, "since")))
                .list()
                .forEach(state -> states.put(state.id(), state));
        return states;
    }
}
