package io.dataface.tasks.manager.view;

import io.dataface.tasks.model.api.BlockerView;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.SignalView;
import io.dataface.tasks.model.api.TaskView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Completes a page of tasks by five statements, however many tasks it has.
@Component
class TaskParts {
    private final JdbcClient jdbc;
    private final DispatchViews dispatches;
    private final TransactionTemplate reading;

    TaskParts(JdbcClient jdbc, DispatchViews dispatches, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.dispatches = dispatches;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    List<TaskView> complete(List<TaskRow> rows) {
        return rows.isEmpty()
                ? List.of()
                : Objects.requireNonNull(reading.execute(_ -> completeKnown(rows)));
    }

    private List<TaskView> completeKnown(List<TaskRow> rows) {
        // All look up by key: to plan the views anew costs ten times what reading them does.
        jdbc.sql("select set_config('plan_cache_mode', 'force_generic_plan', true)")
                .query(Rows::text)
                .single();
        Long[] keys = rows.stream().map(TaskRow::key).toArray(Long[]::new);
        Map<Long, List<String>> dependencies = dependencies(keys);
        Map<Long, List<BlockerView>> blockers = blockers(keys);
        Map<Long, List<SignalView>> signals = signals(keys);
        Map<UUID, DispatchView> last =
                dispatches.byIds(
                        rows.stream()
                                .map(TaskRow::dispatchId)
                                .filter(Objects::nonNull)
                                .map(UUID.class::cast)
                                .toList());
        return rows.stream()
                .map(
                        r ->
                                r.with(
                                        dependencies.getOrDefault(r.key(), List.of()),
                                        blockers.getOrDefault(r.key(), List.of()),
                                        signals.getOrDefault(r.key(), List.of()),
                                        r.dispatchId() == null ? null : last.get(r.dispatchId())))
                .toList();
    }

    /// The reasons why these queued dispatches do not run.
    Map<UUID, List<BlockerView>> blockersOf(Collection<UUID> queued) {
        var found = new LinkedHashMap<UUID, List<BlockerView>>();
        jdbc.sql(
                        """
                        select b.dispatch_id, b.code, b.detail, b.until, t.id as on_task
                        from dispatch_blocker b
                        left join task t on t.key = b.task_key
                        where b.dispatch_id = any(:ids)
                        order by b.dispatch_id, b.code, b.detail
                        """)
                .param("ids", queued.toArray(UUID[]::new))
                .query(
                        row -> {
                            found.computeIfAbsent(
                                            row.getObject("dispatch_id", UUID.class),
                                            _ -> new ArrayList<>())
                                    .add(blocker(row));
                        });
        return found;
    }

    private Map<Long, List<String>> dependencies(Long[] keys) {
        var found = new LinkedHashMap<Long, List<String>>();
        jdbc.sql(
                        """
                        select td.task_key, coalesce(t.id, td.named) as name
                        from published.dependency td
                        left join task t on t.key = td.depends_key
                        where td.task_key = any(:keys)
                        order by td.task_key, td.position
                        """)
                .param("keys", keys)
                .query(
                        row -> {
                            found.computeIfAbsent(row.getLong("task_key"), _ -> new ArrayList<>())
                                    .add(row.getString("name"));
                        });
        return found;
    }

    private Map<Long, List<BlockerView>> blockers(Long[] keys) {
        var found = new LinkedHashMap<Long, List<BlockerView>>();
        jdbc.sql(
                        """
                        select b.task_key, b.code, b.detail, b.until, t.id as on_task
                        from published.blocker b
                        left join task t on t.key = b.on_task_key
                        where b.task_key = any(:keys)
                        order by b.task_key, b.code, b.detail
                        """)
                .param("keys", keys)
                .query(
                        row -> {
                            found.computeIfAbsent(row.getLong("task_key"), _ -> new ArrayList<>())
                                    .add(blocker(row));
                        });
        return found;
    }

    private Map<Long, List<SignalView>> signals(Long[] keys) {
        var found = new LinkedHashMap<Long, List<SignalView>>();
        jdbc.sql(
                        """
                        select task_key, code, tier, detail, since
                        from published.signal
                        where task_key = any(:keys)
                        order by task_key, tier desc, since, code
                        """)
                .param("keys", keys)
                .query(
                        row -> {
                            found.computeIfAbsent(row.getLong("task_key"), _ -> new ArrayList<>())
                                    .add(
                                            new SignalView(
                                                    row.getString("code"),
                                                    row.getString("tier"),
                                                    row.getString("detail"),
                                                    Rows.instant(row, "since")));
                        });
        return found;
    }

    private static BlockerView blocker(ResultSet row) throws SQLException {
        return new BlockerView(
                row.getString("code"),
                row.getString("detail"),
                Rows.findInstant(row, "until"),
                row.getString("on_task"));
    }
}
