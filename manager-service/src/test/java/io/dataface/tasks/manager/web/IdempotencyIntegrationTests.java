package io.dataface.tasks.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ManagerIntegrationTest
class IdempotencyIntegrationTests {
    @Autowired JdbcClient jdbc;
    @Autowired DataSource source;
    @Autowired Problems problems;
    @LocalServerPort int port;

    private String plan = "";

    @BeforeEach
    void aPlanWithATask() {
        plan = "keys-" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql(
                        "insert into plan (id, title, source, source_kind) values (:p, :p, '/x',"
                                + " 'folder')")
                .param("p", plan)
                .update();
        jdbc.sql(
                        """
                        insert into task (plan_id, id, slug, path, workstream, title, plan_status, priority, text_hash)
                        values (:p, 'WS-T', 't', 'workstreams/ws/tasks/t.md', 'ws', 't', 'not_started', 2, 'h')
                        """)
                .param("p", plan)
                .update();
    }

    @Test
    void whatWasDoneIsNotDoneAgainWhenItsAnswerCannotBeKept() throws Exception {
        var request = new MockHttpServletRequest("POST", "/api/v1/follow-ups");
        request.addHeader("Idempotency-Key", UUID.randomUUID().toString());
        var done = new AtomicInteger();
        FilterChain chain =
                (asked, answer) -> {
                    done.incrementAndGet();
                    ((HttpServletResponse) answer).setStatus(201);
                };

        var first = new MockHttpServletResponse();
        keyed(new BreakingAfter(1, source)).doFilter(request, first, chain);
        var again = new MockHttpServletResponse();
        keyed(source).doFilter(request, again, chain);

        assertThat(first.getStatus()).isEqualTo(201);
        assertThat(again.getStatus()).isEqualTo(409);
        assertThat(done).hasValue(1);
    }

    private IdempotentPosts keyed(DataSource connections) {
        return new IdempotentPosts(new IdempotencyKeys(JdbcClient.create(connections)), problems);
    }

    /// Gives so many connections, then fails once.
    private static final class BreakingAfter extends DelegatingDataSource {
        private int left;

        private BreakingAfter(int connections, DataSource source) {
            super(source);
            left = connections;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (left-- == 0) {
                throw new SQLException("away");
            }
            return super.getConnection();
        }
    }

    @Test
    void fiftyParallelPostsOfOneKeyMakeOneRow() throws Exception {
        String key = UUID.randomUUID().toString();
        var posts = new ArrayList<Callable<Api.Answer>>();
        for (int i = 0; i < 50; i++) {
            posts.add(() -> followUp(key, "do more"));
        }
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(posts)) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses).contains(201).allMatch(s -> List.of(201, 409).contains(s));
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from follow_up f join task t on t.key = f.task_key where t.plan_id = :p
                                        """)
                                .param("p", plan)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void keysPastTheirTimeGoWithLaterRequests() {
        String old = UUID.randomUUID().toString();
        followUp(old, "do more");
        jdbc.sql(
                        "update idempotency_key set created_at = created_at - interval '25 hours'"
                                + " where key = :key")
                .param("key", old)
                .update();

        for (int i = 0; i < 50; i++) {
            followUp(UUID.randomUUID().toString(), "do more still");
        }

        assertThat(
                        jdbc.sql("select count(*) from idempotency_key where key = :key")
                                .param("key", old)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void theSameAgainGetsTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        var first = followUp(key, "do more");
        var second = followUp(key, "do more");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.http().body()).isEqualTo(first.http().body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location")).isNotEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        followUp(key, "do more");

        var other = followUp(key, "do less");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().at("/type").asString()).endsWith("idempotency_key_reused");
    }

    @Test
    void anotherCallersKeyIsAnotherKey() {
        String key = UUID.randomUUID().toString();
        followUp(key, "do more");

        assertThat(post(key, "do less", "bob").status()).isEqualTo(201);
    }

    private Api.Answer followUp(String key, String text) {
        return post(key, text, "ann");
    }

    private Api.Answer post(String key, String text, String actor) {
        var api = new Api(port);
        return api.send(
                api.request("/api/v1/tasks/t/follow-ups?plan=" + plan)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .header("X-Actor", actor)
                        .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}")));
    }
}
