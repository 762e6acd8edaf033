package io.dataface.tasks.docs.published;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what the registry knows about a plan's tasks, all in one statement.
@Component
public class TaskStates {

    private final JdbcClient jdbc;

    TaskStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The states by task id.
    public Map<String, TaskState> byId(String planId) {
        Map<String, TaskState> states = new HashMap<>();
        jdbc.sql(
                        """
                        select key, id, status, state, in_review,
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
                                        row.getBoolean("in_review"),
                                        row.getBoolean("startable"),
                                        row.getString("branch"),
                                        PublishedPlans.instant(row, "completed_at"),
                                        row.getString("completed_by")))
                .list()
                .forEach(state -> states.put(state.id(), state));
        return states;
    }
}
