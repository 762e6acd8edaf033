package io.dataface.tasks.manager.view;

import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.model.api.BlockerView;
import io.dataface.tasks.model.api.QueueEntryView;
import io.dataface.tasks.model.api.QueueView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the ready queue, in the order in which dispatches are taken.
@Component
public class QueueViews {
    private static final String ENTRIES =
            """
            select * from (
                select row_number() over (order by d.priority, d.queued_at, d.id) as position,
                       d.id, t.id as task_id, t.title, d.kind, d.priority, d.attempt, d.queued_at,
                       d.queued_by, t.plan_id
                from dispatch d
                join task t on t.key = d.task_key
                where d.state = 'QUEUED' and t.plan_id = :plan) q
            """;

    private final JdbcClient jdbc;
    private final TaskParts parts;

    QueueViews(JdbcClient jdbc, TaskParts parts) {
        this.jdbc = jdbc;
        this.parts = parts;
    }

    /// The plan's queue.
    public QueueView of(String planId) {
        List<QueueEntryView> bare =
                jdbc.sql(ENTRIES + "order by position")
                        .param("plan", planId)
                        .query((row, _) -> entry(row))
                        .list();
        Map<UUID, List<BlockerView>> blockers =
                parts.blockersOf(bare.stream().map(QueueEntryView::dispatchId).toList());
        return jdbc.sql(
                        "select paused_at is not null as paused, paused_by, pause_reason"
                                + " from published.plan where id = :plan")
                .param("plan", planId)
                .query(
                        (row, _) ->
                                new QueueView(
                                        row.getBoolean("paused"),
                                        row.getString("paused_by"),
                                        row.getString("pause_reason"),
                                        bare.stream().map(e -> with(e, blockers)).toList()))
                .single();
    }

    /// A queued dispatch's place; an [ApiException] (404) where it is not in the queue.
    public QueueEntryView entry(UUID dispatch) {
        String plan =
                jdbc.sql(
                                """
                                select t.plan_id from dispatch d join task t on t.key = d.task_key
                                where d.id = :id and d.state = 'QUEUED'
                                """)
                        .param("id", dispatch)
                        .query(Rows::text)
                        .optional()
                        .orElseThrow(() -> absent(dispatch));
        return jdbc.sql(ENTRIES + "where q.id = :id")
                .param("plan", plan)
                .param("id", dispatch)
                .query((row, _) -> entry(row))
                .optional()
                .map(e -> with(e, parts.blockersOf(List.of(dispatch))))
                .orElseThrow(() -> absent(dispatch));
    }

    private static QueueEntryView entry(ResultSet row) throws SQLException {
        return new QueueEntryView(
                row.getInt("position"),
                row.getObject("id", UUID.class),
                row.getString("task_id"),
                row.getString("title"),
                row.getString("kind"),
                "p" + row.getInt("priority"),
                row.getInt("attempt"),
                Rows.instant(row, "queued_at"),
                row.getString("queued_by"),
                List.of());
    }

    private static QueueEntryView with(
            QueueEntryView entry, Map<UUID, List<BlockerView>> blockers) {
        return new QueueEntryView(
                entry.position(),
                entry.dispatchId(),
                entry.taskId(),
                entry.title(),
                entry.kind(),
                entry.priority(),
                entry.attempt(),
                entry.queuedAt(),
                entry.queuedBy(),
                blockers.getOrDefault(entry.dispatchId(), List.of()));
    }

    private static ApiException absent(UUID dispatch) {
        return ApiException.notFound(
                "not_queued",
                "dispatch %s is not in the queue; GET /api/v1/queue lists what is"
                        .formatted(dispatch));
    }
}
