package io.dataface.tasks.manager.view;

import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.web.PageToken;
import io.dataface.tasks.model.api.FollowUpView;
import io.dataface.tasks.model.api.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the follow-ups of tasks.
@Component
public class FollowUpViews {
    private static final String SELECT =
            "select id, text, author, created_at, state, dispatch_id from published.follow_up ";

    private final JdbcClient jdbc;

    FollowUpViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The follow-up; an [ApiException] (404) where there is none.
    public FollowUpView byId(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(FollowUpViews::map)
                .optional()
                .orElseThrow(
                        () ->
                                ApiException.notFound(
                                        "follow_up_not_found", "there is no follow-up " + id));
    }

    /// Oldest first.
    Page<FollowUpView> page(long task, PageToken token) {
        List<FollowUpView> rows =
                jdbc.sql(
                                SELECT
                                        + """
                                        where task_key = :task
                                          and (:at::timestamptz is null
                                               or (created_at, id) > (:at::timestamptz, :id::uuid))
                                        order by created_at, id
                                        limit :limit
                                        """)
                        .param("task", task)
                        .param("at", token.part(0))
                        .param("id", token.part(1))
                        .param("limit", token.limit() + 1)
                        .query(FollowUpViews::map)
                        .list();
        return token.page(
                rows,
                f -> List.of(f.createdAt().toString(), f.id().toString()),
                Function.identity());
    }

    private static FollowUpView map(ResultSet row, int ignored) throws SQLException {
        return new FollowUpView(
                row.getObject("id", UUID.class),
                row.getString("text"),
                row.getString("author"),
                Rows.instant(row, "created_at"),
                row.getString("state"),
                row.getObject("dispatch_id", UUID.class));
    }
}
