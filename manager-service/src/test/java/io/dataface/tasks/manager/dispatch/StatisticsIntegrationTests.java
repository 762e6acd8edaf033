package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ManagerIntegrationTest
@Import(Stage.class)
class StatisticsIntegrationTests {
    @Autowired Stage stage;

    @Test
    void aLargePlanJustQueuedIsListedAtOnce() {
        String plan = stage.plan("manual");
        stage.jdbc
                .sql(
                        """
                        insert into task (plan_id, id, slug, path, workstream, title, plan_status, priority, text_hash)
                        select :p, 'T-' || i, 't-' || i, 'w/' || i, 'w', 'T', 'not_started', i % 4, 'h'
                        from generate_series(1, 1000) i
                        """)
                .param("p", plan)
                .update();
        stage.jdbc
                .sql(
                        """
                        insert into dispatch (id, task_key, number, kind, state, priority, queued_by)
                        select gen_random_uuid(), key, 1, 'START', 'QUEUED', 2, 'x' from task
                        where plan_id = :p order by key limit 300
                        """)
                .param("p", plan)
                .update();

        Awaitility.await("the sweep renews the statistics")
                .atMost(Duration.ofSeconds(20))
                .until(this::analysed);
        long start = System.nanoTime();
        long listed =
                stage.jdbc
                        .sql("select count(actions) from published.task where plan_id = :p")
                        .param("p", plan)
                        .query(Long.class)
                        .single();
        assertThat(listed).isEqualTo(1000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private boolean analysed() {
        return stage.jdbc
                .sql(
                        """
                        select bool_and(coalesce(last_analyze, last_autoanalyze) is not null)
                        from pg_stat_user_tables where relname in ('task', 'dispatch')
                        """)
                .query(Boolean.class)
                .single();
    }
}
