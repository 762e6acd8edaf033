package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.web.Storable;
import io.dataface.tasks.model.plan.Problem;
import io.dataface.tasks.model.plan.Problem.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is wrong in the plan's files, in the registry.
@Component
class ProblemRows {
    private static final int MOST = 5_000;

    private final JdbcClient jdbc;

    ProblemRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(int position, Problem problem) {}

    private static Problem storable(Problem p) {
        return new Problem(
                p.path(),
                p.line(),
                p.column(),
                p.rule(),
                p.severity(),
                Storable.text(p.message()),
                Storable.text(p.fix()));
    }

    /// Writes what differs, of the first 5,000; answers what is there then.
    ///
    /// @param stored what is there, with its positions
    Map<Problem, Integer> replace(
            String plan, List<Problem> problems, Map<Problem, Integer> stored) {
        Map<Problem, Integer> gone = new HashMap<>(stored);
        Map<Problem, Integer> kept = new HashMap<>();
        int next = stored.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        List<Row> added = new ArrayList<>();
        for (Problem problem :
                problems.stream().map(ProblemRows::storable).distinct().limit(MOST).toList()) {
            Integer position = gone.remove(problem);
            if (position == null) {
                position = next + added.size();
                added.add(new Row(position, problem));
            }
            kept.put(problem, position);
        }
        if (!gone.isEmpty()) {
            jdbc.sql("delete from plan_problem where plan_id = :plan and position = any(:gone)")
                    .param("plan", plan)
                    .param("gone", gone.values().toArray(Integer[]::new))
                    .update();
        }
        Columns.chunks(added).forEach(chunk -> add(plan, chunk));
        return kept;
    }

    Map<Problem, Integer> all(String plan) {
        Map<Problem, Integer> rows = new HashMap<>();
        jdbc.sql(
                        """
                        select position, path, line, "column", rule, severity, message, fix
                        from plan_problem where plan_id = :plan
                        """)
                .param("plan", plan)
                .query(
                        (row, _) ->
                                new Row(
                                        row.getInt("position"),
                                        new Problem(
                                                row.getString("path"),
                                                row.getInt("line"),
                                                row.getInt("column"),
                                                row.getString("rule"),
                                                Severity.valueOf(
                                                        row.getString("severity")
                                                                .toUpperCase(Locale.ROOT)),
                                                row.getString("message"),
                                                row.getString("fix"))))
                .list()
                .forEach(r -> rows.put(r.problem(), r.position()));
        return rows;
    }

    private void add(String plan, List<Row> rows) {
        jdbc.sql(
                        """
                        insert into plan_problem (plan_id, position, path, line, "column", rule, severity, message, fix)
                        select :plan, v.* from unnest(:positions::int[], :paths::text[], :lines::int[],
                                                      :columns::int[], :rules::text[], :severities::text[],
                                                      :messages::text[], :fixes::text[]) v
                        """)
                .param("plan", plan)
                .param("positions", Columns.numbers(rows, Row::position))
                .param("paths", Columns.texts(rows, r -> r.problem().path()))
                .param("lines", Columns.numbers(rows, r -> r.problem().line()))
                .param("columns", Columns.numbers(rows, r -> r.problem().column()))
                .param("rules", Columns.texts(rows, r -> r.problem().rule()))
                .param(
                        "severities",
                        Columns.texts(
                                rows, r -> r.problem().severity().name().toLowerCase(Locale.ROOT)))
                .param("messages", Columns.texts(rows, r -> r.problem().message()))
                .param("fixes", Columns.texts(rows, r -> r.problem().fix()))
                .update();
    }
}
