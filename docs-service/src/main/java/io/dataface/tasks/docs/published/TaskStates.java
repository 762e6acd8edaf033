package io.dataface.tasks.docs.published;

import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.frame.LiveMark;
import io.dataface.tasks.docs.frame.Recent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the registry knows about a plan's tasks: all are read in one statement, and then those
/// alone that may have changed.
@Component
public class TaskStates {

    private static final long MOST_STATES = 1_000_000;

    /// Set times after which all are read, should a notice be lost.
    private static final int WHOLE_EVERY = 10;

    private static final String SELECT =
            """
            select t.key, t.id, t.status, t.state, t.listed_as, t.in_review,
                   'kickoff' = any(t.actions) as startable, t.branch, t.completed_at,
                   t.completed_by, p.since
            from published.task t
            left join published.planned_task p on p.plan_id = t.plan_id and p.task_id = t.id
            where t.plan_id = :plan and t.gone_at is null
            """;

    /// What others do to a task that waits in the queue is told of them, not of it.
    private static final String NAMED_OR_QUEUED =
            """
            and t.key = any(array(
                select n.key from published.task n where n.plan_id = :plan and n.id = any(:ids)
                union all
                select d.task_key from published.dispatch d where d.state = 'QUEUED'))
            """;

    private final JdbcClient jdbc;
    private final Freshness freshness;
    private final LiveMark feed;
    private final Recent<String, Map<String, TaskState>> recent;
    private final ConcurrentMap<String, Known> last = new ConcurrentHashMap<>();

    /// @param mark of the change feed before they were read
    /// @param whole before they were read all
    /// @param drops at that time
    private record Known(
            Map<String, TaskState> states, String mark, Freshness.Moment whole, long drops) {}

    TaskStates(JdbcClient jdbc, Freshness freshness, LiveMark feed) {
        this.jdbc = jdbc;
        this.freshness = freshness;
        this.feed = feed;
        this.recent = new Recent<>(freshness, MOST_STATES, Map::size);
    }

    /// The states by task id; the very same map, or at least the very same states, as before where
    /// nothing changed.
    public Map<String, TaskState> byId(String planId) {
        return recent.get(planId, this::readAnew);
    }

    private Map<String, TaskState> readAnew(String planId) {
        Freshness.Moment moment = freshness.now();
        long drops = freshness.drops();
        String mark = feed.mark();
        Known before = last.get(planId);
        Set<String> told =
                before == null
                                || before.drops() != drops
                                || freshness.isOver(before.whole(), WHOLE_EVERY)
                        ? null
                        : feed.tasksSince(before.mark());
        Known now =
                before == null || told == null
                        ? new Known(all(planId, before), mark, moment, drops)
                        : new Known(
                                some(planId, before.states(), told), mark, before.whole(), drops);
        last.put(planId, now);
        return now.states();
    }

    private Map<String, TaskState> all(String planId, @Nullable Known known) {
        Map<String, TaskState> before = known == null ? Map.of() : known.states();
        Map<String, TaskState> now = new HashMap<>();
        boolean same = true;
        for (TaskState read : query(SELECT, planId).list()) {
            TaskState kept = before.get(read.id());
            same &= read.equals(kept);
            now.put(read.id(), read.equals(kept) ? kept : read);
        }
        return same && now.size() == before.size() ? before : Collections.unmodifiableMap(now);
    }

    private Map<String, TaskState> some(
            String planId, Map<String, TaskState> before, Set<String> told) {
        Map<String, TaskState> now = new HashMap<>(before);
        Set<String> gone = new HashSet<>(told);
        boolean same = true;
        List<TaskState> read =
                query(SELECT + NAMED_OR_QUEUED, planId, told.toArray(String[]::new)).list();
        for (TaskState state : read) {
            gone.remove(state.id());
            if (!state.equals(before.get(state.id()))) {
                now.put(state.id(), state);
                same = false;
            }
        }
        same &= !now.keySet().removeAll(gone);
        return same ? before : Collections.unmodifiableMap(now);
    }

    private JdbcClient.MappedQuerySpec<TaskState> query(String sql, String planId) {
        return jdbc.sql(sql).param("plan", planId).query(TaskStates::state);
    }

    private JdbcClient.MappedQuerySpec<TaskState> query(String sql, String planId, String[] ids) {
        return jdbc.sql(sql).param("plan", planId).param("ids", ids).query(TaskStates::state);
    }

    private static TaskState state(ResultSet row, int number) throws SQLException {
        return new TaskState(
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
                PublishedPlans.instant(row, "since"));
    }
}
