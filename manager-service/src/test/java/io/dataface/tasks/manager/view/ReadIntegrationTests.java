package io.dataface.tasks.manager.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.CountedStatements;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.web.PageToken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ManagerIntegrationTest
@Import(CountedStatements.class)
class ReadIntegrationTests {
    @Autowired JdbcClient jdbc;
    @Autowired TaskViews views;
    @Autowired StatusViews status;
    @Autowired QueueViews queue;
    private Api api = new Api(0);

    @BeforeEach
    void plan(@LocalServerPort int port) {
        api = new Api(port);
        jdbc.sql("delete from task_dependency").update();
        jdbc.sql("delete from dispatch").update();
        jdbc.sql("delete from task").update();
        jdbc.sql(
                        "insert into plan (id, title, source, source_kind) values ('plan', 'Plan',"
                                + " '/plan', 'folder') on conflict do nothing")
                .update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/plans",
                "/api/v1/plans/plan",
                "/api/v1/tasks",
                "/api/v1/tasks?status=completed&state=IDLE&group=idle&workstream=a&milestone=m&owner=o&priority=p1&q=X",
                "/api/v1/tasks/WS-0001",
                "/api/v1/tasks/t-0001/dispatches",
                "/api/v1/tasks/t-0001/follow-ups",
                "/api/v1/status",
                "/api/v1/queue",
                "/api/v1/dispatches",
                "/api/v1/dispatches?state=QUEUED&task=t-0001",
                "/api/v1/workers"
            })
    void everyReadAnswersWithAnEtagThatHolds(String path) {
        tasks(3);
        Api.Answer first = api.get(path);

        assertThat(first.status()).describedAs(first.http().body()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
        Api.Answer again =
                api.send(api.request(path).header("If-None-Match", first.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void aRequestThatNamesNoPlanMeansTheOneThatIsSyncedHere() {
        jdbc.sql(
                        "insert into plan (id, title, source, source_kind) values ('older',"
                                + " 'Older', '/older', 'folder') on conflict do nothing")
                .update();

        assertThat(new TaskRefs(jdbc, new OwnPlan("plan", "/plan")).plan(null)).isEqualTo("plan");
        assertThatThrownBy(() -> new TaskRefs(jdbc, new OwnPlan("plan", null)).plan(null))
                .hasMessageContaining("say which plan");
        jdbc.sql("delete from plan where id = 'older'").update();
    }

    @Test
    void pagesLeaveNothingOutAndRepeatNothing() {
        tasks(7);
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            var page = api.get("/api/v1/tasks?limit=3&after=" + after).json();
            page.get("items").forEach(t -> seen.add(t.get("id").asString()));
            after = page.path("after").asString("");
        } while (!after.isEmpty());

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void aTokenOfAnotherFilterIsRefused() {
        tasks(3);
        String after = api.get("/api/v1/tasks?limit=1").json().get("after").asString();

        assertThat(api.get("/api/v1/tasks?limit=1&priority=p2&after=" + after).status())
                .isEqualTo(400);
    }

    @Test
    void anUnknownTaskNamesTheNearest() {
        tasks(2);
        Api.Answer answer = api.get("/api/v1/tasks/WS-000");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asString()).contains("WS-0001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WS-0001",
                "ws-0001",
                "t-0001",
                "workstreams%2Fws%2Ftasks%2Ft-0001.md",
                "http:%2F%2Flocalhost:8005%2Fdocs%2Fworkstreams%2Fws%2Ftasks%2Ft-0001%2F"
            })
    void aTaskIsNamedByIdSlugOrPage(String reference) {
        tasks(2);

        assertThat(api.get("/api/v1/tasks/" + reference).json().path("id").asString(""))
                .isEqualTo("WS-0001");
    }

    @Test
    void aPageCostsTheSameForTwentyAndForFiveHundredTasks() {
        List<Integer> few = costs(20);
        plan(0);

        assertThat(costs(500)).isEqualTo(few).allMatch(c -> c > 0);
    }

    /// Statements of a list, the status and the queue, with every second task queued.
    private List<Integer> costs(int count) {
        tasks(count);
        jdbc.sql(
                        """
                        insert into dispatch (id, task_key, number, kind, state, priority, queued_by)
                        select gen_random_uuid(), key, 1, 'START', 'QUEUED', priority, 'test'
                        from task where key % 2 = 0
                        """)
                .update();
        var all = new TaskFilter(null, null, null, null, null, null, null, null);
        return List.of(
                CountedStatements.during(
                        () ->
                                assertThat(
                                                views.page(
                                                                "plan",
                                                                all,
                                                                new PageToken(500, List.of(), ""))
                                                        .items())
                                        .hasSize(count)),
                CountedStatements.during(
                        () -> assertThat(status.of("plan").needsPerson()).isNotNull()),
                CountedStatements.during(
                        () -> assertThat(queue.of("plan").entries()).hasSize(count / 2)));
    }

    private void tasks(int count) {
        jdbc.sql(
                        """
                        insert into task (plan_id, id, slug, path, workstream, title, plan_status, priority, text_hash)
                        select 'plan', 'WS-' || to_char(i, 'FM0000'), 't-' || to_char(i, 'FM0000'),
                               'workstreams/ws/tasks/t-' || to_char(i, 'FM0000') || '.md', 'ws', 'Task ' || i,
                               'not_started', i % 4, 'h'
                        from generate_series(1, :count) i
                        """)
                .param("count", count)
                .update();
    }
}
