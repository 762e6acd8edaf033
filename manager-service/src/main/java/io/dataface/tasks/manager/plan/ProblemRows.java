package io.dataface.tasks.manager.plan;

import io.dataface.tasks.model.plan.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
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

    /// Replaces them all, the first 5,000.
    void replace(String plan, List<Problem> problems) {
        jdbc.sql("delete from plan_problem where plan_id = :plan").param("plan", plan).update();
        List<Row> rows =
                IntStream.range(0, Math.min(MOST, problems.size()))
                        .mapToObj(i -> new Row(i, problems.get(i)))
                        .toList();
        Columns.chunks(rows).forEach(chunk -> add(plan, chunk));
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
