package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.manager.worker.Workers;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Result.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// Where a continuation runs, and what it finds there.
@ManagerIntegrationTest
@Import(Stage.class)
class WorkspacesIntegrationTests {
    @Autowired Stage stage;
    @Autowired TaskActions actions;
    @Autowired Workers workers;
    @Autowired Regrants regrants;

    private String plan = "";
    private long task;

    @SuppressWarnings("NullAway.Init")
    private LiveWorker home;

    @SuppressWarnings("NullAway.Init")
    private LiveWorker other;

    /// A task whose agent ran on one of two workers, and a follow-up.
    @BeforeEach
    void aContinuation() {
        plan = stage.plan("manual");
        task = stage.task(plan, "t");
        home = stage.worker(plan, 1);
        stage.kickOff(task);
        stage.succeed(home, stage.running(home), "beef");
        other = stage.worker(plan, 1);
        actions.followUp(task, "also mend the door", false, "ann");
    }

    @Test
    void aContinuationWaitsAMinuteForTheWorkerWithItsWorkspace() {
        assertThat(stage.claim(other, 1)).isEmpty();

        var grant = stage.claimOne(home);
        stage.renew(home, grant, Phase.PREPARING);
        assertThat(grant.resetWorkspace()).isFalse();
        assertThat(stage.events(grant.dispatchId()))
                .noneMatch(e -> e.startsWith("workspace_abandoned"));
    }

    @Test
    void afterAMinuteAnyWorkerMayContinue() {
        aMinutePasses();

        assertThat(stage.claim(other, 1)).hasSize(1);
    }

    @Test
    void aContinuationDoesNotWaitForAWorkerThatDrains() {
        workers.findDrained(home.name(), "ann");

        assertThat(stage.claim(other, 1)).hasSize(1);
    }

    @Test
    void aContinuationDoesNotWaitForAWorkerThatIsGone() {
        stage.worker(plan, "successor-of-" + home.name(), 1, List.of(home.id()));

        assertThat(stage.claim(other, 1)).hasSize(1);
    }

    @Test
    void elsewhereItStartsAtThePushedHeadAndHistorySaysWhatStayedBehind() {
        aMinutePasses();
        var grant = stage.claimOne(other);

        assertThat(grant.resetWorkspace()).isTrue();
        assertThat(grant.startSha()).isEqualTo("beef");
        assertThat(grant.prompt()).contains("what they did not push is not here");
        assertThat(regrants.of(other.id(), List.of())).containsExactly(grant);
        stage.renew(other, grant, Phase.PREPARING);
        assertThat(stage.events(grant.dispatchId()))
                .contains(
                        "workspace_abandoned: the workspace of "
                                + home.name()
                                + " on host is given up; work there that was not pushed stayed"
                                + " behind");
    }

    @Test
    void anAbandonedWorkspaceIsNotGoneOnWith() {
        elsewhereItStartsAtThePushedHeadAndHistorySaysWhatStayedBehind();
        stage.renew(other, reheld(), Phase.AGENT);
        stage.report(other, reheld(), Outcome.FAILED, "exit");
        stage.due(task);
        aMinutePasses();

        assertThat(stage.claimOne(home).resetWorkspace()).isTrue();
    }

    @Test
    void aRetryOfAContinuationIsToldWhatTheRunBeforeItWasTold() {
        var grant = stage.claimOne(home);
        stage.renew(home, grant, Phase.PREPARING);
        stage.renew(home, grant, Phase.AGENT);
        stage.report(home, grant, Outcome.FAILED, "exit");
        stage.due(task);

        var retry = stage.claimOne(home);
        assertThat(retry.attempt()).isEqualTo(2);
        assertThat(retry.followUps()).isEmpty();
        assertThat(retry.prompt()).contains("also mend the door");
    }

    private io.dataface.tasks.model.worker.Grant reheld() {
        var row = stage.latest(task);
        return new io.dataface.tasks.model.worker.Grant(
                stage.latestId(task),
                (Long) java.util.Objects.requireNonNull(row.get("token")),
                0,
                io.dataface.tasks.model.DispatchKind.CONTINUE,
                1,
                plan,
                "",
                "",
                "",
                new io.dataface.tasks.model.worker.Grant.Target("", "", null),
                "",
                null,
                null,
                List.of(),
                "",
                "",
                null,
                true,
                List.of());
    }

    private void aMinutePasses() {
        stage.jdbc
                .sql(
                        "update dispatch set prefer_until = clock_timestamp() - interval '1 second'"
                                + " where task_key = :task and state = 'QUEUED'")
                .param("task", task)
                .update();
    }
}
