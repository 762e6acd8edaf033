package io.dataface.tasks.manager.view;

import io.dataface.tasks.model.api.PlanView;
import io.dataface.tasks.model.api.ProblemView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads plans: how their sync stands and what is wrong in their files.
@Component
public class PlanViews {
    private static final int MOST_PROBLEMS = 500;

    private final JdbcClient jdbc;
    private final TaskRefs refs;

    PlanViews(JdbcClient jdbc, TaskRefs refs) {
        this.jdbc = jdbc;
        this.refs = refs;
    }

    /// The plan; the only one where the id is null. An [ApiException] as in [TaskRefs#plan].
    public PlanView byId(@Nullable String id) {
        return read(refs.plan(id)).getFirst();
    }

    /// All plans by id.
    List<PlanView> all() {
        return read(null);
    }

    private List<PlanView> read(@Nullable String id) {
        Map<String, List<ProblemView>> problems = problems(id);
        return jdbc.sql(
                        """
                        select p.id, p.title, p.source, p.commit_id, p.dirty, p.revision, p.synced_at,
                               p.error, p.paused_at is not null as paused, p.paused_by, p.pause_reason,
                               (select count(*) from task t
                                where t.plan_id = p.id and t.gone_at is null) as tasks
                        from published.plan p
                        where :id::text is null or p.id = :id
                        order by p.id
                        """)
                .param("id", id)
                .query((row, _) -> plan(row, problems))
                .list();
    }

    private static PlanView plan(ResultSet row, Map<String, List<ProblemView>> problems)
            throws SQLException {
        return new PlanView(
                row.getString("id"),
                row.getString("title"),
                row.getString("source"),
                row.getString("commit_id"),
                row.getBoolean("dirty"),
                row.getLong("revision"),
                Rows.findInstant(row, "synced_at"),
                row.getString("error"),
                row.getInt("tasks"),
                row.getBoolean("paused"),
                row.getString("paused_by"),
                row.getString("pause_reason"),
                problems.getOrDefault(row.getString("id"), List.of()));
    }

    /// The gravest first.
    private Map<String, List<ProblemView>> problems(@Nullable String id) {
        var found = new LinkedHashMap<String, List<ProblemView>>();
        jdbc.sql(
                        """
                        select plan_id, path, line, "column", rule, severity, message, fix
                        from published.problem
                        where :id::text is null or plan_id = :id
                        order by plan_id, array_position(array['error', 'warning', 'hint'], severity),
                                 path, line, "column", rule
                        limit :limit
                        """)
                .param("id", id)
                .param("limit", MOST_PROBLEMS)
                .query(
                        row -> {
                            found.computeIfAbsent(row.getString("plan_id"), _ -> new ArrayList<>())
                                    .add(
                                            new ProblemView(
                                                    row.getString("path"),
                                                    row.getInt("line"),
                                                    row.getInt("column"),
                                                    row.getString("rule"),
                                                    row.getString("severity"),
                                                    row.getString("message"),
                                                    row.getString("fix")));
                        });
        return found;
    }
}
