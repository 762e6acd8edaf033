package io.dataface.tasks.manager.view;

import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.web.PageToken;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.HistoryView;
import io.dataface.tasks.model.api.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads dispatches and their history.
@Component
public class DispatchViews {
    private final JdbcClient jdbc;

    DispatchViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The dispatch; an [ApiException] (404) where there is none.
    public DispatchView byId(UUID id) {
        return jdbc.sql(DispatchRow.SELECT + "where d.id = :id")
                .param("id", id)
                .query(DispatchRow::map)
                .optional()
                .orElseThrow(() -> absent(id));
    }

    /// The dispatches of these ids; what does not exist is left out.
    Map<UUID, DispatchView> byIds(Collection<UUID> ids) {
        return jdbc
                .sql(DispatchRow.SELECT + "where d.id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(DispatchRow::map)
                .list()
                .stream()
                .collect(Collectors.toMap(DispatchView::id, Function.identity()));
    }

    /// Newest first.
    Page<DispatchView> page(
            String plan, @Nullable String state, @Nullable Long task, PageToken token) {
        List<DispatchView> rows =
                jdbc.sql(
                                DispatchRow.SELECT
                                        + """
                                        where t.plan_id = :plan
                                          and (:state::text is null or d.state = :state)
                                          and (:task::bigint is null or d.task_key = :task)
                                          and (:at::timestamptz is null
                                               or (d.queued_at, d.id) < (:at::timestamptz, :id::uuid))
                                        order by d.queued_at desc, d.id desc
                                        limit :limit
                                        """)
                        .param("plan", plan)
                        .param("state", state)
                        .param("task", task)
                        .param("at", token.time(0))
                        .param("id", token.id(1))
                        .param("limit", token.limit() + 1)
                        .query(DispatchRow::map)
                        .list();
        return token.page(
                rows,
                d -> List.of(d.queuedAt().toString(), d.id().toString()),
                Function.identity());
    }

    /// Oldest first.
    Page<HistoryView> history(UUID dispatch, PageToken token) {
        List<HistoryView> rows =
                jdbc.sql(
                                """
                                select seq, at, event, from_state, to_state, actor, reason, detail
                                from published.history
                                where dispatch_id = :id and seq > coalesce(:seq::integer, 0)
                                order by seq
                                limit :limit
                                """)
                        .param("id", dispatch)
                        .param("seq", token.number(0))
                        .param("limit", token.limit() + 1)
                        .query(
                                (row, _) ->
                                        new HistoryView(
                                                row.getInt("seq"),
                                                Rows.instant(row, "at"),
                                                row.getString("event"),
                                                row.getString("from_state"),
                                                row.getString("to_state"),
                                                row.getString("actor"),
                                                row.getString("reason"),
                                                row.getString("detail")))
                        .list();
        if (rows.isEmpty() && token.first()) {
            byId(dispatch);
        }
        return token.page(rows, h -> List.of(Integer.toString(h.seq())), Function.identity());
    }

    private static ApiException absent(UUID id) {
        return ApiException.notFound(
                "dispatch_not_found",
                "there is no dispatch %s; GET /api/v1/dispatches lists them".formatted(id));
    }
}
