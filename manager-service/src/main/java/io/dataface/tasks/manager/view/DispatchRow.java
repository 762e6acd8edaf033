package io.dataface.tasks.manager.view;

import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.api.DispatchView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a dispatch is read from the registry.
final class DispatchRow {
    /// The columns that [#map] reads; a `where` follows.
    static final String SELECT =
            """
            select d.id, t.plan_id, t.id as task_id, d.number, d.kind, d.state, d.attempt, d.priority,
                   d.phase, d.queued_at, d.queued_by, d.due_at, d.leased_at, d.started_at, d.ended_at,
                   d.worker_name, d.agent, d.repository, d.branch, d.plan_commit, d.base_sha,
                   d.head_sha, d.request, d.reason, d.detail, d.exit_code, d.session_id,
                   d.tokens_in, d.tokens_out, d.cost_usd, coalesce(d.log_length, 0) as log_length
            from published.dispatch d
            join task t on t.key = d.task_key
            """;

    private DispatchRow() {}

    static DispatchView map(ResultSet row, int ignored) throws SQLException {
        return new DispatchView(
                row.getObject("id", UUID.class),
                row.getString("plan_id"),
                row.getString("task_id"),
                row.getInt("number"),
                DispatchKind.valueOf(row.getString("kind")),
                DispatchState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getString("priority"),
                findPhase(row.getString("phase")),
                Rows.instant(row, "queued_at"),
                row.getString("queued_by"),
                Rows.instant(row, "due_at"),
                Rows.findInstant(row, "leased_at"),
                Rows.findInstant(row, "started_at"),
                Rows.findInstant(row, "ended_at"),
                row.getString("worker_name"),
                row.getString("agent"),
                row.getString("repository"),
                row.getString("branch"),
                row.getString("plan_commit"),
                row.getString("base_sha"),
                row.getString("head_sha"),
                row.getString("request"),
                row.getString("reason"),
                row.getString("detail"),
                row.getObject("exit_code", Integer.class),
                row.getString("session_id"),
                row.getObject("tokens_in", Long.class),
                row.getObject("tokens_out", Long.class),
                row.getBigDecimal("cost_usd"),
                row.getLong("log_length"));
    }

    private static @Nullable Phase findPhase(@Nullable String name) {
        return name == null ? null : Phase.valueOf(name);
    }
}
