package io.dataface.tasks.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ManagerIntegrationTest
@Import(PlanEdits.class)
class CompletionRecordIntegrationTests {
    private static final String TASK = "workstreams/web/tasks/";

    @Autowired JdbcClient jdbc;
    @Autowired PlanEdits edits;

    @Test
    void whatThePlanRecordsOfCompletionsIsActivity() {
        jdbc.sql(
                        "insert into plan (id, title, source, source_kind)"
                                + " values ('records', 'Records', '/plan', 'folder')")
                .update();
        edits.take(
                "records",
                Map.of(
                        TASK + "merged.md",
                        task(
                                """
                                completed_by: ada
                                completed: 2026-03-24
                                pr_number: 849
                                pr_url: https://git.example.org/a/pull/849
                                pr_merged_at: 2026-03-24T20:20:23-07:00
                                """),
                        TASK + "day.md",
                        task("completed: 2026-03-20\n"),
                        TASK + "never.md",
                        task("completed: soon\n"),
                        TASK + "open.md",
                        "---\ntitle: Open\ncompleted: 2026-03-20\n---\n"));

        assertThat(activity())
                .containsExactly(
                        "2026-03-25 03:20:23 WEB-MERGED false ada 849 plan",
                        "2026-03-20 00:00:00 WEB-DAY true null null plan");
    }

    private static String task(String fields) {
        return "---\ntitle: Task\nstatus: completed\n" + fields + "---\n";
    }

    private List<@Nullable String> activity() {
        return jdbc.sql(
                        """
                        select concat_ws(' ', to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), task_id,
                                         whole_day::text, coalesce(actor, 'null'), coalesce(pr_number::text, 'null'), outcome)
                        from published.activity where plan_id = 'records' order by at desc
                        """)
                .query(String.class)
                .list();
    }
}
