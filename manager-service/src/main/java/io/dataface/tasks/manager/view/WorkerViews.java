package io.dataface.tasks.manager.view;

import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.web.PageToken;
import io.dataface.tasks.model.api.Page;
import io.dataface.tasks.model.api.WorkerView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads workers and what they run.
@Component
public class WorkerViews {
    private static final String SELECT =
            """
            select w.id, w.name, w.host, w.pool, w.state, w.capacity, w.used, w.agents, w.labels,
                   w.version, w.registered_at, w.seen_at,
                   array(select t.id from lease l
                         join dispatch d on d.id = l.dispatch_id
                         join task t on t.key = d.task_key
                         where l.worker_id = w.id order by t.id) as tasks
            from published.worker w
            """;

    private final JdbcClient jdbc;

    WorkerViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The worker's incarnation; an [ApiException] (404) where there is none.
    public WorkerView byId(UUID id) {
        return jdbc.sql(SELECT + "where w.id = :id")
                .param("id", id)
                .query(WorkerViews::map)
                .optional()
                .orElseThrow(
                        () ->
                                ApiException.notFound(
                                        "worker_not_found",
                                        "there is no worker %s; GET /api/v1/workers lists them"
                                                .formatted(id)));
    }

    /// The workers that have not ended, by name.
    List<WorkerView> present() {
        return jdbc.sql(SELECT + "where w.ended_at is null order by w.name, w.id")
                .query(WorkerViews::map)
                .list();
    }

    /// By name.
    ///
    /// @param state alive, draining, lost or gone; all but the gone where it is null
    Page<WorkerView> page(@Nullable String state, PageToken token) {
        List<WorkerView> rows =
                jdbc.sql(
                                SELECT
                                        + """
                                        where (w.state = :state or :state::text is null and w.state <> 'gone')
                                          and (:name::text is null
                                               or (w.name, w.id) > (:name::text, :id::uuid))
                                        order by w.name, w.id
                                        limit :limit
                                        """)
                        .param("state", state)
                        .param("name", token.part(0))
                        .param("id", token.id(1))
                        .param("limit", token.limit() + 1)
                        .query(WorkerViews::map)
                        .list();
        return token.page(rows, w -> List.of(w.name(), w.id().toString()), Function.identity());
    }

    private static WorkerView map(ResultSet row, int ignored) throws SQLException {
        return new WorkerView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("host"),
                row.getString("pool"),
                row.getString("state"),
                row.getInt("capacity"),
                row.getInt("used"),
                Rows.strings(row, "agents"),
                Rows.strings(row, "labels"),
                row.getString("version"),
                Rows.instant(row, "registered_at"),
                Rows.instant(row, "seen_at"),
                Rows.strings(row, "tasks"));
    }
}
