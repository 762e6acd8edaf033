package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.testing.TestInstallation;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.HeldLease;
import io.dataface.tasks.model.worker.Poll;
import io.dataface.tasks.model.worker.Polled;
import io.dataface.tasks.model.worker.Result.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;

/// Leases: who gets them, who may act on them, and when they end.
@ManagerIntegrationTest
@Import(Stage.class)
class LeasesIntegrationTests {
    @Autowired Stage stage;
    @Autowired Claims claims;
    @Autowired Regrants regrants;
    @Autowired Expiry expiry;
    @Autowired TaskActions actions;
    @Autowired PlanActions plans;
    @LocalServerPort int port;

    private String plan = "";

    @BeforeEach
    void aPlan() {
        plan = stage.plan("branch_pushed");
    }

    @Test
    void twentyClientsPollingAtOnceNeverGetTheSameLease() throws Exception {
        for (int i = 0; i < 50; i++) {
            stage.kickOff(stage.task(plan, "t" + i));
        }
        var polls = new ArrayList<Callable<List<Grant>>>();
        for (int i = 0; i < 20; i++) {
            var worker = stage.worker(plan, 10);
            polls.add(() -> pollUntilEmpty(worker.id()));
        }
        var dispatches = new ArrayList<UUID>();
        var tokens = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(polls)) {
                answer.get().forEach(g -> dispatches.add(g.dispatchId()));
                answer.get().forEach(g -> tokens.add(g.token()));
            }
        }

        assertThat(dispatches).hasSize(50).doesNotHaveDuplicates();
        assertThat(tokens).doesNotHaveDuplicates();
    }

    @Test
    void theQueueRunsByPriorityThenTimeThenId() {
        var late = stage.kickOff(stage.task(plan, "late"));
        var later = stage.kickOff(stage.task(plan, "later"));
        var urgent = stage.kickOff(stage.task(plan, "urgent"));
        actions.reprioritise(urgent, 0, "ann");

        assertThat(stage.claim(stage.worker(plan, 3), 3))
                .extracting(Grant::dispatchId)
                .containsExactly(urgent, late, later);
    }

    @Test
    void aClaimNeverPassesALimit() {
        stage.jdbc
                .sql("update repository set max_live = 2 where name = :p")
                .param("p", plan)
                .update();
        for (int i = 0; i < 5; i++) {
            stage.kickOff(stage.task(plan, "t" + i));
        }
        var one = stage.worker(plan, 5);
        var two = stage.worker(plan, 5);

        var grants = claims.claim(List.of(new Claims.Request(one, 5), new Claims.Request(two, 5)));

        assertThat(grants.get(0).size() + grants.get(1).size()).isEqualTo(2);
        assertThat(stage.claim(one, 5)).isEmpty();
        long waiting = queued();
        assertThat(stage.blockers(anyQueued())).containsExactly("limit_reached");
        assertThat(waiting).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "overall_limit"})
    void aClaimNeverPassesThePlansLimitNorTheOneOverAll(String limited) {
        int others =
                limited.equals("plan")
                        ? 0
                        : stage.jdbc
                                .sql("select count(*) from lease")
                                .query(Integer.class)
                                .single();
        for (int i = 0; i < 4; i++) {
            stage.kickOff(stage.task(plan, "t" + i));
        }
        stage.jdbc
                .sql(
                        "update %s set max_live = %d".formatted(limited, others + 3)
                                + (limited.equals("plan") ? " where id = '" + plan + "'" : ""))
                .update();
        try {
            var worker = stage.worker(plan, 9);
            assertThat(stage.claim(worker, 2)).hasSize(2);
            assertThat(stage.claim(worker, 2)).hasSize(1);
            assertThat(stage.claim(worker, 2)).isEmpty();
            assertThat(stage.blockers(anyQueued())).containsExactly("limit_reached");
        } finally {
            stage.jdbc.sql("update overall_limit set max_live = 1000").update();
        }
    }

    @Test
    void aWorkerTakesOnlyWhatItsPoolAndItsAgentsAllow() {
        String elsewhere = stage.plan("manual");
        stage.kickOff(stage.task(plan, "t"));
        var stranger = stage.worker(elsewhere, 1);
        assertThat(stage.claim(stranger, 1)).as("another pool and agent").isEmpty();

        stage.jdbc
                .sql("update repository set pool = :other where name = :p")
                .param("other", elsewhere)
                .param("p", plan)
                .update();
        assertThat(stage.claim(stranger, 1)).as("another agent").isEmpty();
    }

    @Test
    void aLostReplyCostsNothing() {
        stage.kickOff(stage.task(plan, "t"));
        var worker = stage.worker(plan, 1);
        var lost = stage.claimOne(worker);

        var again = regrants.of(worker.id(), List.of());

        assertThat(again).containsExactly(lost);
        assertThat(
                        regrants.of(
                                worker.id(),
                                List.of(new HeldLease(lost.dispatchId(), lost.token()))))
                .as("named by the poll")
                .isEmpty();
        stage.renew(worker, lost, Phase.PREPARING);
        assertThat(regrants.of(worker.id(), List.of())).as("running").isEmpty();
    }

    @Test
    void anotherTokenMovesNothingAndIsKeptOnceAsEvidence() {
        long task = stage.task(plan, "t");
        var id = stage.kickOff(task);
        var dead = stage.worker(plan, 1);
        var old = stage.running(dead);
        stage.age(id, Duration.ofMinutes(1));
        expiry.expire(id);
        stage.due(task);
        var alive = stage.worker(plan, 1);
        var current = stage.running(alive);

        for (int i = 0; i < 3; i++) {
            assertThat(stage.succeed(dead, old, "beef").accepted()).isFalse();
        }

        assertThat(stage.state(current.dispatchId())).isEqualTo(DispatchState.RUNNING);
        assertThat(stage.state(id)).isEqualTo(DispatchState.WORKER_GONE);
        assertThat(events(id)).containsOnlyOnce("late_report");
        assertThat(stage.renew(dead, old, Phase.PUSHING).gone()).isTrue();
    }

    @Test
    void aTokenIsBoundToItsWorker() {
        stage.kickOff(stage.task(plan, "t"));
        var holder = stage.worker(plan, 1);
        var thief = stage.worker(plan, 1);
        var grant = stage.running(holder);

        assertThat(stage.renew(thief, grant, Phase.AGENT).gone()).isTrue();
        assertThat(stage.succeed(thief, grant, "beef").accepted()).isFalse();
        assertThat(stage.succeed(holder, grant, "beef").accepted()).isTrue();
    }

    @Test
    void theSameResultAgainGetsTheSameAnswerAndAnotherIsRefused() {
        stage.kickOff(stage.task(plan, "t"));
        var worker = stage.worker(plan, 1);
        var grant = stage.running(worker);
        var first = stage.succeed(worker, grant, "beef");

        assertThat(stage.succeed(worker, grant, "beef")).isEqualTo(first);
        assertThat(stage.report(worker, grant, Outcome.FAILED, "exit").accepted()).isFalse();
        assertThat(stage.state(grant.dispatchId())).isEqualTo(DispatchState.SUCCEEDED);
    }

    @Test
    void aReportWithTheRightTokenIsTakenEvenLate() {
        stage.kickOff(stage.task(plan, "t"));
        var worker = stage.worker(plan, 1);
        var grant = stage.running(worker);
        stage.age(grant.dispatchId(), Duration.ofSeconds(3));

        assertThat(stage.succeed(worker, grant, "beef").accepted()).isTrue();
    }

    @Test
    void aLeaseEndsOnlyAfterItsTimeAndTheGrace() {
        var id = stage.kickOff(stage.task(plan, "t"));
        stage.running(stage.worker(plan, 1));
        stage.age(id, Duration.ofSeconds(4));
        expiry.expire(id);
        assertThat(stage.state(id)).isEqualTo(DispatchState.RUNNING);

        stage.age(id, Duration.ofSeconds(6));
        assertThat(expiry.overdue()).contains(id);
        expiry.expire(id);
        assertThat(stage.state(id)).isEqualTo(DispatchState.WORKER_GONE);
    }

    @Test
    void aRenewedLeaseIsNotTakenAway() {
        var id = stage.kickOff(stage.task(plan, "t"));
        var worker = stage.worker(plan, 1);
        var grant = stage.running(worker);
        stage.age(id, Duration.ofMinutes(1));
        stage.renew(worker, grant, Phase.AGENT);
        expiry.expire(id);

        assertThat(stage.state(id)).isEqualTo(DispatchState.RUNNING);
    }

    @Test
    void theLeaseClockStandsStillWhileNoManagerRuns() {
        var id = stage.kickOff(stage.task(plan, "t"));
        stage.running(stage.worker(plan, 1));
        stage.jdbc
                .sql(
                        """
                        with stamp as (update lease_clock set at = clock_timestamp() - interval '5 minutes')
                        update lease set lease_until = clock_timestamp() - interval '4 minutes',
                            renewed_at = clock_timestamp() - interval '5 minutes' where dispatch_id = :id
                        """)
                .param("id", id)
                .update();
        expiry.tick();

        assertThat(expiry.overdue()).doesNotContain(id);
    }

    @Test
    void aLeaseRenewedBeforeTheFirstPassOfAManagerGetsNoMoreThanItsTime() {
        var id = stage.kickOff(stage.task(plan, "t"));
        stage.running(stage.worker(plan, 1));
        stage.jdbc
                .sql("update lease_clock set at = clock_timestamp() - interval '5 hours'")
                .update();
        expiry.tick();

        assertThat(
                        stage.jdbc
                                .sql(
                                        "select lease_until < clock_timestamp() + interval '2"
                                                + " minutes' from lease where dispatch_id = :id")
                                .param("id", id)
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @Test
    void aPendingCancelEndsWithTheLease() {
        long task = stage.task(plan, "t");
        var id = stage.kickOff(task);
        stage.running(stage.worker(plan, 1));
        actions.cancel(task, "ann");
        assertThat(stage.state(id)).isEqualTo(DispatchState.RUNNING);
        stage.age(id, Duration.ofMinutes(1));
        expiry.expire(id);

        assertThat(stage.latest(task)).containsEntry("state", "CANCELLED");
    }

    @Test
    void aCommandIsRepeatedUntilItIsAcknowledged() {
        long task = stage.task(plan, "t");
        stage.kickOff(task);
        var worker = stage.worker(plan, 1);
        var grant = stage.running(worker);
        actions.interrupt(task, "ann");

        var command = stage.renew(worker, grant, Phase.AGENT).commands().getFirst();
        assertThat(stage.renew(worker, grant, Phase.AGENT).commands()).containsExactly(command);
        assertThat(stage.renew(worker, grant, Phase.AGENT, null, List.of(command.id())).commands())
                .isEmpty();
    }

    @Test
    void anAcknowledgementNeedsTheToken() {
        long task = stage.task(plan, "t");
        stage.kickOff(task);
        var worker = stage.worker(plan, 2);
        var grant = stage.running(worker);
        actions.interrupt(task, "ann");
        var command = stage.renew(worker, grant, Phase.AGENT).commands().getFirst();
        stage.kickOff(stage.task(plan, "u"));
        var other = stage.running(worker);

        stage.renew(worker, other, Phase.AGENT, null, List.of(command.id()));

        assertThat(stage.renew(worker, grant, Phase.AGENT).commands()).containsExactly(command);
    }

    @Test
    void aShutGateSaysWhyEvenWhereTheCommandWasAcknowledged() {
        long task = stage.task(plan, "t");
        stage.kickOff(task);
        var worker = stage.worker(plan, 1);
        var grant = stage.running(worker);
        actions.interrupt(task, "ann");
        var command = stage.renew(worker, grant, Phase.AGENT).commands().getFirst();

        var gate = stage.renew(worker, grant, Phase.PUSHING, "beef", List.of(command.id()));

        assertThat(gate.commands()).containsExactly(command);
    }

    @Test
    void aCancelAfterTheGateIsToldOnceAcknowledgedNoMore() {
        long task = stage.task(plan, "t");
        stage.kickOff(task);
        var worker = stage.worker(plan, 1);
        var grant = stage.running(worker);
        stage.renew(worker, grant, Phase.PUSHING, "beef", List.of());
        actions.cancel(task, "ann");
        var command = stage.renew(worker, grant, Phase.PUSHING, "beef", List.of());

        var id = command.commands().getFirst().id();
        assertThat(stage.renew(worker, grant, Phase.PUSHING, "beef", List.of(id)).commands())
                .isEmpty();
    }

    @Test
    void aRestartedWorkerEndsTheLeasesOfTheIncarnationsItKnowsToBeDead() {
        long task = stage.task(plan, "t");
        var id = stage.kickOff(task);
        var first = stage.worker(plan, plan + "-name", 1, List.of());
        stage.running(first);
        assertThatThrownBy(() -> stage.worker(plan, plan + "-name", 1, List.of()))
                .hasMessageContaining("taken");

        stage.worker(plan, plan + "-name", 1, List.of(first.id()));

        assertThat(stage.state(id)).isEqualTo(DispatchState.WORKER_GONE);
        assertThat(stage.latest(task)).containsEntry("state", "QUEUED").containsEntry("attempt", 2);
    }

    @Test
    void aPausedQueueStartsNothingAndResumes() {
        var id = stage.kickOff(stage.task(plan, "t"));
        var worker = stage.worker(plan, 1);
        plans.pause(plan, "lunch", "ann");
        assertThat(stage.blockers(id)).containsExactly("paused");
        assertThat(stage.claim(worker, 1)).isEmpty();

        plans.resume(plan, "ann");
        assertThat(stage.claim(worker, 1)).hasSize(1);
    }

    @Test
    void historyIsGaplessAndItsFoldIsTheState() {
        long task = stage.task(plan, "t");
        var id = stage.kickOff(task);
        var worker = stage.worker(plan, 1);
        var grant = stage.running(worker);
        stage.renew(worker, grant, Phase.PUSHING, "beef", List.of());
        stage.succeed(worker, grant, "beef");
        stage.report(worker, grant, Outcome.FAILED, "exit");

        var rows =
                stage.jdbc
                        .sql(
                                "select seq, from_state, to_state from history where dispatch_id ="
                                        + " :id order by seq")
                        .param("id", id)
                        .query()
                        .listOfRows();
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).containsEntry("seq", i + 1);
        }
        Object state = null;
        for (var row : rows) {
            if (row.get("to_state") != null) {
                assertThat(row.get("from_state")).isEqualTo(state);
                state = row.get("to_state");
            }
        }
        assertThat(state).isEqualTo("SUCCEEDED");
    }

    @Test
    void aQueuedDispatchOfATaskThatClosedIsCancelledAfterTenMinutes() {
        long task = stage.task(plan, "t");
        var id = stage.kickOff(task);
        stage.jdbc
                .sql(
                        "update task set gone_at = clock_timestamp(), closed_at = clock_timestamp()"
                                + " - interval '11 minutes' where key = :t")
                .param("t", task)
                .update();
        expiry.cancelClosed();
        assertThat(stage.state(id)).as("just queued").isEqualTo(DispatchState.QUEUED);

        stage.jdbc
                .sql(
                        "update dispatch set queued_at = clock_timestamp() - interval '11 minutes'"
                                + " where id = :id")
                .param("id", id)
                .update();
        expiry.cancelClosed();
        assertThat(stage.latest(task))
                .containsEntry("state", "CANCELLED")
                .containsEntry("reason", "task_gone");
    }

    @Test
    void aBrokenFileBlocksWhatIsQueuedAndCancelsNothing() {
        long task = stage.task(plan, "t");
        var id = stage.kickOff(task);
        stage.jdbc
                .sql(
                        """
                        with old as (update dispatch set queued_at = queued_at - interval '1 hour' where task_key = :t)
                        update task set broken = true where key = :t
                        """)
                .param("t", task)
                .update();
        expiry.cancelClosed();

        assertThat(stage.blockers(id)).containsExactly("task_broken");
        assertThat(stage.claim(stage.worker(plan, 1), 1)).isEmpty();
    }

    @Test
    void whatRunsGetsASignalWhenItsPlanMoves() {
        long task = stage.task(plan, "t");
        var id = stage.kickOff(task);
        stage.running(stage.worker(plan, 1));
        stage.jdbc
                .sql(
                        "update task set gone_at = clock_timestamp() - interval '1 hour', closed_at"
                                + " = clock_timestamp() - interval '1 hour' where key = :t")
                .param("t", task)
                .update();
        expiry.cancelClosed();

        assertThat(stage.state(id)).isEqualTo(DispatchState.RUNNING);
        assertThat(
                        stage.jdbc
                                .sql(
                                        "select code || ' ' || tier from task_signal where task_key"
                                                + " = :t")
                                .param("t", task)
                                .query(String.class)
                                .list())
                .containsExactly("plan_moved automation");
    }

    @Test
    void nothingCanBeKickedOffForATaskThatIsGoneCancelledOrCompleted() {
        for (String closed :
                List.of(
                        "gone_at = clock_timestamp()",
                        "plan_status = 'cancelled'",
                        "plan_status = 'done'")) {
            long task = stage.task(plan, "t" + closed.hashCode());
            stage.jdbc
                    .sql("update task set " + closed + " where key = :t")
                    .param("t", task)
                    .update();
            var answer = actions.kickOff(task, null, "ann");
            assertThat(answer.dispatch()).as(closed).isNull();
            assertThat(answer.refused()).as(closed).isNotEmpty();
            assertThatThrownBy(() -> actions.followUp(task, "more", false, "ann"))
                    .as(closed)
                    .hasMessageContaining(String.valueOf(answer.refused()));
        }
    }

    @Test
    void twoTasksOfOneSlugGetTwoBranches() {
        var first = stage.task(plan, "same");
        stage.kickOff(first);
        var second =
                stage.jdbc
                        .sql(
                                """
                                insert into task (plan_id, id, slug, path, workstream, title, plan_status, priority, text_hash)
                                values (:p, 'OTHER-SAME', 'same', 'x.md', 'other', 'same', 'not_started', 2, 'h') returning key
                                """)
                        .param("p", plan)
                        .query(Long.class)
                        .single();
        stage.kickOff(second);

        var branches = new HashSet<String>();
        stage.claim(stage.worker(plan, 2), 2).forEach(g -> branches.add(g.branch()));
        assertThat(branches).hasSize(2).contains("task/same");
    }

    private List<Grant> pollUntilEmpty(UUID worker) {
        var client =
                RestClient.builder()
                        .baseUrl("http://127.0.0.1:" + port)
                        .defaultHeader("Authorization", "Bearer " + TestInstallation.TOKEN)
                        .build();
        var all = new ArrayList<Grant>();
        while (true) {
            var held = all.stream().map(g -> new HeldLease(g.dispatchId(), g.token())).toList();
            var polled =
                    client.post()
                            .uri("/api/v1/workers/{id}/leases?wait=1s&max=2", worker)
                            .body(new Poll(held))
                            .retrieve()
                            .body(Polled.class);
            if (polled == null || polled.grants().isEmpty()) {
                return all;
            }
            all.addAll(polled.grants());
        }
    }

    private List<String> events(UUID dispatch) {
        return stage.jdbc
                .sql("select event from history where dispatch_id = :id")
                .param("id", dispatch)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private long queued() {
        return stage.jdbc
                .sql(
                        "select count(*) from dispatch d join task t on t.key = d.task_key where"
                                + " t.plan_id = :p and d.state = 'QUEUED'")
                .param("p", plan)
                .query(Long.class)
                .single();
    }

    private UUID anyQueued() {
        return stage.jdbc
                .sql(
                        "select d.id from dispatch d join task t on t.key = d.task_key where"
                                + " t.plan_id = :p and d.state = 'QUEUED' limit 1")
                .param("p", plan)
                .query(UUID.class)
                .single();
    }
}
