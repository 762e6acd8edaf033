package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.Result.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// The limits of trying, and what a person's word does to them.
@ManagerIntegrationTest
@Import(Stage.class)
class TryingIntegrationTests {
    @Autowired Stage stage;
    @Autowired TaskActions actions;
    @Autowired Expiry expiry;

    private String plan = "";
    private long task;

    @SuppressWarnings("NullAway.Init")
    private LiveWorker worker;

    @BeforeEach
    void oneQueuedTask() {
        plan = stage.plan("manual");
        task = stage.task(plan, "t");
        worker = stage.worker(plan, 5);
        stage.kickOff(task);
    }

    @Test
    void fiveLostWorkersInARowOpenTheCircuitAndFewerDoNotCount() {
        for (int i = 1; i <= 5; i++) {
            assertThat(stage.row(task)).containsEntry("circuit_at", null);
            stage.due(task);
            var grant = stage.running(stage.worker(plan, 1));
            stage.age(grant.dispatchId(), Duration.ofHours(1));
            expiry.expire(grant.dispatchId());
            assertThat(stage.row(task))
                    .containsEntry("failures", 0)
                    .containsEntry("gone_workers", i);
        }

        assertThat(stage.row(task))
                .containsEntry("circuit_reason", "5 workers in a row were lost with it");
        assertThat(stage.latest(task)).containsEntry("state", "WORKER_GONE");
    }

    @Test
    void whatIsRequeuedIsNotCounted() {
        for (int i = 0; i < 6; i++) {
            stage.report(worker, stage.running(worker), Outcome.INTERRUPTED, "lost_contact");
        }

        assertThat(stage.latest(task)).containsEntry("state", "QUEUED").containsEntry("attempt", 1);
        assertThat(stage.row(task))
                .containsEntry("failures", 0)
                .containsEntry("gone_workers", 0)
                .containsEntry("circuit_at", null);
    }

    @Test
    void anOpenCircuitIsASignalForAPerson() {
        for (int i = 0; i < 3; i++) {
            stage.due(task);
            stage.report(worker, stage.running(worker), Outcome.STALLED, "silent");
        }

        assertThat(
                        stage.jdbc
                                .sql(
                                        "select code || ' ' || tier from task_signal where task_key"
                                                + " = :t")
                                .param("t", task)
                                .query(String.class)
                                .list())
                .containsExactly("dispatch_stalled person");
    }

    @Test
    void aWorkerIsKeptOffForAMinuteThenTwoUpToTen() {
        var minutes = new ArrayList<Long>();
        for (int i = 0; i < 7; i++) {
            stage.jdbc.sql("update placement_backoff set until = null").update();
            stage.jdbc.sql("update task set setup_failures = 0").update();
            failSetup();
            minutes.add(keptOffMinutes());
        }

        assertThat(minutes).isEqualTo(List.of(0L, 1L, 2L, 4L, 8L, 10L, 10L));
    }

    @Test
    void aWorkerThatNeverGetsAnythingReadyIsKeptOffForTenMinutesHoweverOften() {
        failSetup();
        stage.jdbc.sql("update placement_backoff set failures = 5000, until = null").update();

        failSetup();

        assertThat(keptOffMinutes()).isEqualTo(10);
    }

    @Test
    void aWorkerLostInAHalfOpenTryIsNoFailureOfTheTask() {
        for (int i = 0; i < 3; i++) {
            stage.due(task);
            stage.report(worker, stage.running(worker), Outcome.FAILED, "exit");
        }
        actions.retry(task, "ann");
        var grant = stage.running(worker);
        stage.age(grant.dispatchId(), Duration.ofHours(1));

        expiry.expire(grant.dispatchId());

        assertThat(stage.row(task)).containsEntry("half_open", true);
        assertThat(stage.latest(task)).containsEntry("state", "QUEUED");
    }

    @Test
    void aPersonsRetryLetsAKeptOffWorkerTryAgain() {
        failSetup();
        failSetup();
        stage.due(task);
        assertThat(stage.claim(worker, 1)).as("kept off").isEmpty();

        actions.retry(task, "ann");

        assertThat(stage.claim(worker, 1)).hasSize(1);
    }

    @Test
    void aPersonsRetryMakesTheWaitingRetryDueNow() {
        stage.report(worker, stage.running(worker), Outcome.FAILED, "exit");
        var waiting = stage.latestId(task);
        assertThat(stage.claim(worker, 1)).isEmpty();

        assertThat(actions.retry(task, "ann")).isEqualTo(waiting);

        assertThat(stage.claimOne(worker).dispatchId()).isEqualTo(waiting);
    }

    @Test
    void aPersonsFollowUpHalfOpensTheCircuitToo() {
        for (int i = 0; i < 3; i++) {
            stage.due(task);
            stage.report(worker, stage.running(worker), Outcome.FAILED, "exit");
        }

        actions.followUp(task, "try it this way", false, "ann");

        assertThat(stage.row(task)).containsEntry("half_open", true);
        assertThat(stage.claimOne(worker).kind().name()).isEqualTo("CONTINUE");
    }

    @Test
    void anAgentThatEndsBeforeARenewalToldOfItHasStartedAllTheSame() {
        actions.followUp(task, "and this", false, "ann");
        var grant = stage.claimOne(worker);
        stage.renew(worker, grant, Phase.PREPARING);
        stage.report(worker, Stage.result(grant, Outcome.FAILED, "exit", Phase.AGENT, null));

        assertThat(stage.row(task)).containsEntry("agent_started", true);
        assertThat(followUps()).containsExactly("delivered");
    }

    @Test
    void aRunWhoseAgentNeverStartedDeliversNothing() {
        actions.followUp(task, "and this", false, "ann");
        var grant = stage.claimOne(worker);
        stage.renew(worker, grant, Phase.PREPARING);
        Result failed = Stage.result(grant, Outcome.FAILED, "clone", Phase.PREPARING, null);
        stage.report(worker, failed);

        assertThat(followUps()).containsExactly("pending");
        assertThat(stage.latest(task)).containsEntry("kind", "START");
        stage.due(task);
        assertThat(stage.claimOne(worker).prompt()).contains("and this");
    }

    private void failSetup() {
        stage.due(task);
        var grant = stage.claimOne(worker);
        stage.renew(worker, grant, Phase.PREPARING);
        stage.report(worker, grant, Outcome.FAILED, "clone", Phase.PREPARING, null);
    }

    private long keptOffMinutes() {
        return stage.jdbc
                .sql(
                        """
                        select coalesce(ceil(extract(epoch from until - clock_timestamp()) / 60), 0)::bigint
                        from placement_backoff where worker_name = :worker
                        """)
                .param("worker", worker.name())
                .query(Long.class)
                .single();
    }

    private List<String> followUps() {
        return stage.jdbc
                .sql("select state from follow_up where task_key = :task")
                .param("task", task)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
