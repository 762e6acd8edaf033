package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.Result.Outcome;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// What follows the end of a dispatch.
@ManagerIntegrationTest
@Import(Stage.class)
class SuccessorsIntegrationTests {
    @Autowired Stage stage;
    @Autowired TaskActions actions;
    @Autowired Reviews reviews;
    @Autowired Renewals renewals;

    private String plan = "";
    private long task;

    @SuppressWarnings("NullAway.Init")
    private LiveWorker worker;

    @BeforeEach
    void oneTaskAndOneWorker() {
        plan = stage.plan("branch_pushed");
        task = stage.task(plan, "t");
        worker = stage.worker(plan, 5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"FAILED", "STALLED", "TIMED_OUT"})
    void aFailureIsRetriedAfterABackoff(Outcome outcome) {
        stage.kickOff(task);
        stage.report(worker, stage.running(worker), outcome, "exit");

        var retry = stage.latest(task);
        assertThat(retry)
                .containsEntry("state", "QUEUED")
                .containsEntry("kind", "START")
                .containsEntry("attempt", 2);
        assertThat(stage.blockers(stage.latestId(task))).containsExactly("not_before");
        assertThat(stage.claim(worker, 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no_changes", "branch_exists", "branch_moved"})
    void whatAnotherAttemptCannotMendIsNotRetried(String reason) {
        stage.kickOff(task);
        stage.report(worker, stage.running(worker), Outcome.FAILED, reason);

        assertThat(stage.latest(task))
                .containsEntry("state", "FAILED")
                .containsEntry("reason", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker_drained", "lost_contact"})
    void whatIsNobodysFailureIsQueuedAgainAtOnce(String reason) {
        stage.kickOff(task);
        stage.report(worker, stage.running(worker), Outcome.INTERRUPTED, reason);

        assertThat(stage.latest(task)).containsEntry("state", "QUEUED").containsEntry("attempt", 1);
        assertThat(stage.claim(worker, 1)).hasSize(1);
    }

    @Test
    void anOperatorsInterruptIsNotRetried() {
        stage.kickOff(task);
        stage.report(worker, stage.running(worker), Outcome.INTERRUPTED, "operator");

        assertThat(stage.latest(task)).containsEntry("state", "INTERRUPTED");
    }

    @Test
    void threeFailuresInARowOpenTheCircuit() {
        stage.kickOff(task);
        for (int i = 0; i < 3; i++) {
            stage.due(task);
            stage.report(worker, stage.running(worker), Outcome.FAILED, "exit");
        }

        assertThat(stage.latest(task)).containsEntry("state", "FAILED").containsEntry("attempt", 3);
        assertThat(stage.row(task)).containsEntry("circuit_reason", "3 failures in a row");
        assertThatThrownBy(() -> stage.kickOff(task)).hasMessageContaining("circuit");
    }

    @Test
    void aPersonsRetryHalfOpensTheCircuitAndOneMoreFailureReopensIt() {
        threeFailuresInARowOpenTheCircuit();

        actions.retry(task, "ann");
        assertThat(stage.row(task)).containsEntry("half_open", true);
        stage.report(worker, stage.running(worker), Outcome.FAILED, "exit");

        assertThat(stage.row(task))
                .containsEntry("half_open", false)
                .containsEntry("circuit_reason", "the one more try failed");
        assertThat(stage.latest(task)).containsEntry("state", "FAILED");
    }

    @Test
    void aSuccessClosesTheCircuit() {
        threeFailuresInARowOpenTheCircuit();
        actions.retry(task, "ann");
        stage.succeed(worker, stage.running(worker), "beef");

        assertThat(stage.row(task)).containsEntry("circuit_at", null).containsEntry("failures", 0);
    }

    @Test
    void failuresBeforeTheAgentDoNotCountForTheTaskButKeepTheWorkerOff() {
        stage.kickOff(task);
        for (int i = 0; i < 2; i++) {
            stage.due(task);
            var grant = stage.claimOne(worker);
            stage.renew(worker, grant, Phase.PREPARING);
            stage.report(worker, grant, Outcome.FAILED, "clone", Phase.PREPARING, null);
        }
        stage.due(task);

        assertThat(stage.row(task)).containsEntry("failures", 0).containsEntry("setup_failures", 2);
        assertThat(stage.claim(worker, 1)).as("kept off").isEmpty();
        assertThat(stage.claim(stage.worker(plan, 1), 1)).as("another worker").hasSize(1);
    }

    @Test
    void aBranchThatIsInTheWayKeepsNoWorkerOff() {
        stage.kickOff(task);
        for (int i = 0; i < 2; i++) {
            var grant = stage.claimOne(worker);
            stage.renew(worker, grant, Phase.PREPARING);
            stage.report(worker, grant, Outcome.FAILED, "branch_exists", Phase.PREPARING, null);
            actions.retry(task, "ann");
        }

        assertThat(stage.claim(worker, 1)).hasSize(1);
    }

    @Test
    void fiveSetupFailuresOnAnyWorkerOpenTheCircuit() {
        stage.kickOff(task);
        for (int i = 0; i < 5; i++) {
            stage.due(task);
            var any = stage.worker(plan, 1);
            var grant = stage.claimOne(any);
            stage.renew(any, grant, Phase.PREPARING);
            stage.report(any, grant, Outcome.FAILED, "clone", Phase.PREPARING, null);
        }

        assertThat(stage.row(task).get("circuit_reason"))
                .asString()
                .startsWith("5 runs in a row failed");
    }

    @Test
    void aPushedBranchCompletesTheTaskWhereTheRuleSaysSo() {
        stage.kickOff(task);
        stage.succeed(worker, stage.running(worker), "beef");

        assertThat(stage.row(task))
                .containsEntry("completed_how", "branch_pushed")
                .containsEntry("head_sha", "beef");
        assertThat(stage.latest(task)).containsEntry("state", "SUCCEEDED");
    }

    @Test
    void aDependentBecomesEligibleWhenItsPredecessorIsCompleted() {
        long dependent = stage.task(plan, "after-t");
        stage.dependsOn(dependent, task);
        UUID waiting = stage.kickOff(dependent);
        stage.kickOff(task);
        assertThat(stage.blockers(waiting)).containsExactly("dependency");

        var grants = stage.claim(worker, 5);
        assertThat(grants).hasSize(1);
        stage.renew(worker, grants.getFirst(), Phase.AGENT);
        stage.succeed(worker, grants.getFirst(), "beef");

        assertThat(stage.blockers(waiting)).isEmpty();
        assertThat(stage.claimOne(worker).dispatchId()).isEqualTo(waiting);
    }

    @Test
    void aBranchThatWaitsForReviewBlocksDependentsAndASecondStart() {
        String manual = stage.plan("manual");
        long first = stage.task(manual, "first");
        long second = stage.task(manual, "second");
        stage.dependsOn(second, first);
        var own = stage.worker(manual, 2);
        stage.kickOff(first);
        stage.succeed(own, stage.running(own), "beef");
        UUID waiting = stage.kickOff(second);

        assertThat(stage.blockers(waiting)).containsExactly("dependency");
        assertThatThrownBy(() -> stage.kickOff(first)).hasMessageContaining("review");
        assertThatThrownBy(() -> reviews.accept(first, "dead", null, "ann"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("beef");

        reviews.accept(first, "beef", null, "ann");
        assertThat(stage.row(first))
                .containsEntry("completed_how", "accepted")
                .containsEntry("completed_by", "ann");
        assertThat(stage.blockers(waiting)).isEmpty();
    }

    @Test
    void afterARejectionAStartBeginsAtBaseAndReplacesExactlyThatHead() {
        String manual = stage.plan("manual");
        long first = stage.task(manual, "first");
        var own = stage.worker(manual, 1);
        stage.kickOff(first);
        stage.succeed(own, stage.running(own), "beef");

        reviews.reject(first, "beef", "not this way", "ann");
        stage.kickOff(first);
        var grant = stage.claimOne(own);

        assertThat(grant.startSha()).isNull();
        assertThat(grant.expectedHead()).isEqualTo("beef");
        assertThat(grant.prompt()).contains("rejected by ann: not this way");
    }

    @Test
    void aRetryStartsAtTheKnownRemoteHead() {
        String manual = stage.plan("manual");
        long first = stage.task(manual, "first");
        var own = stage.worker(manual, 1);
        stage.kickOff(first);
        stage.succeed(own, stage.running(own), "beef");
        actions.followUp(first, "more", false, "ann");

        var grant = stage.claimOne(own);
        assertThat(grant.startSha()).isEqualTo("beef");
        assertThat(grant.expectedHead()).isEqualTo("beef");
        assertThat(grant.resetWorkspace()).isFalse();
        assertThat(grant.prompt()).contains("more");
    }

    @Test
    void aFollowUpCountsAsDeliveredOnlyWhenItsAgentHasStarted() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        actions.followUp(task, "and also this", false, "ann");
        assertThat(followUps()).containsExactly("pending");

        stage.succeed(worker, grant, "beef");
        assertThat(stage.row(task))
                .as("a successor carries it")
                .containsEntry("completed_at", null);
        stage.due(task);
        var next = stage.claimOne(worker);
        assertThat(next.kind().name()).isEqualTo("CONTINUE");
        stage.renew(worker, next, Phase.PREPARING);
        assertThat(followUps()).containsExactly("pending");
        stage.renew(worker, next, Phase.AGENT);
        assertThat(followUps()).containsExactly("delivered");
    }

    @Test
    void anInterruptingFollowUpStopsTheAgentAndIsCarriedByTheNextRun() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        actions.followUp(task, "stop, do this", true, "ann");
        var line = stage.renew(worker, grant, Phase.AGENT);
        assertThat(line.commands())
                .singleElement()
                .matches(c -> c.type().name().equals("INTERRUPT"));

        stage.report(worker, grant, Outcome.INTERRUPTED, "operator");
        stage.due(task);
        var next = stage.claimOne(worker);
        assertThat(next.prompt()).contains("stop, do this");
        assertThat(next.resetWorkspace()).isFalse();
    }

    @Test
    void aFollowUpWhereNothingIsLiveInsertsTheContinuation() {
        String manual = stage.plan("manual");
        long first = stage.task(manual, "first");
        var own = stage.worker(manual, 1);
        stage.kickOff(first);
        stage.succeed(own, stage.running(own), "beef");

        actions.followUp(first, "more", false, "ann");

        assertThat(stage.latest(first))
                .containsEntry("state", "QUEUED")
                .containsEntry("kind", "CONTINUE")
                .containsEntry("prefer_worker", own.name());
    }

    @Test
    void aFollowUpOnACompletedTaskIsRefused() {
        aPushedBranchCompletesTheTaskWhereTheRuleSaysSo();

        assertThatThrownBy(() -> actions.followUp(task, "more", false, "ann"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("completed");
    }

    @Test
    void afterACancelNothingFollowsAndFollowUpsAreWithdrawn() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        actions.followUp(task, "more", false, "ann");
        actions.cancel(task, "ann");
        stage.report(worker, grant, Outcome.CANCELLED, null);

        assertThat(stage.latest(task)).containsEntry("state", "CANCELLED");
        assertThat(followUps()).containsExactly("withdrawn");
    }

    @Test
    void afterAStopFollowUpsStayPending() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        actions.followUp(task, "more", false, "ann");
        actions.stop(task, "ann");
        stage.report(worker, grant, Outcome.CANCELLED, null);

        assertThat(stage.latest(task)).containsEntry("state", "CANCELLED");
        assertThat(followUps()).containsExactly("pending");
    }

    @Test
    void aFailureUnderAPendingCancelIsNotRetried() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        actions.cancel(task, "ann");
        stage.report(worker, grant, Outcome.FAILED, "exit");

        assertThat(stage.latest(task)).containsEntry("state", "FAILED");
    }

    @Test
    void aPushAfterTheGateStandsAgainstACancel() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        var gate = stage.renew(worker, grant, Phase.PUSHING, "beef", List.of());
        assertThat(gate.commands()).isEmpty();
        actions.cancel(task, "ann");
        stage.succeed(worker, grant, "beef");

        assertThat(stage.latest(task)).containsEntry("state", "SUCCEEDED");
    }

    @Test
    void aCancelBeforeTheGateClosesIt() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        actions.cancel(task, "ann");
        var gate = stage.renew(worker, grant, Phase.PUSHING, "beef", List.of());

        assertThat(gate.commands()).singleElement().matches(c -> c.type().name().equals("CANCEL"));
        assertThat((Object[]) unsettled()).isEmpty();
    }

    @Test
    void aHeadPushedWithoutAResultIsCarriedToTheSuccessor() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        stage.renew(worker, grant, Phase.PUSHING, "beef", List.of());
        stage.report(worker, grant, Outcome.TIMED_OUT, "push");
        stage.due(task);
        assertThat(stage.latest(task)).containsEntry("unreconciled", true);

        assertThat(stage.claimOne(worker).pushedShas()).containsExactly("beef");
    }

    @Test
    void anAdoptedHeadSettlesWhatWasPushedWithoutAResult() {
        aHeadPushedWithoutAResultIsCarriedToTheSuccessor();
        var token = (Long) Objects.requireNonNull(stage.latest(task).get("token"));
        var successor = stage.latestId(task);
        var line = new Renewal.Line(successor, token, Phase.PREPARING, null, 0, List.of());
        renewals.renew(worker, List.of(line));
        stage.report(
                worker,
                new Result(
                        successor,
                        token,
                        Outcome.SUCCEEDED,
                        "adopted",
                        null,
                        Phase.PREPARING,
                        false,
                        null,
                        null,
                        "ba5e",
                        "beef",
                        null,
                        null,
                        null,
                        null,
                        null,
                        0));

        assertThat((Object[]) unsettled()).isEmpty();
        assertThat(stage.row(task))
                .containsEntry("head_sha", "beef")
                .containsEntry("completed_how", "branch_pushed");
    }

    @Test
    void aRemoteThatCannotBeReadKeepsTheShasAndRaisesASignal() {
        aHeadPushedWithoutAResultIsCarriedToTheSuccessor();
        var token = (Long) Objects.requireNonNull(stage.latest(task).get("token"));
        var successor = stage.latestId(task);
        var line = new Renewal.Line(successor, token, Phase.PREPARING, null, 0, List.of());
        renewals.renew(worker, List.of(line));
        stage.report(
                worker,
                new Result(
                        successor,
                        token,
                        Outcome.FAILED,
                        "remote_unreadable",
                        null,
                        Phase.PREPARING,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0));

        assertThat(stage.blockers(stage.latestId(task))).containsExactly("unreconciled");
        assertThat(
                        stage.jdbc
                                .sql("select code from task_signal where task_key = :t")
                                .param("t", task)
                                .query(String.class)
                                .list())
                .containsExactly("dispatch_completed_unreconciled");
        stage.due(task);
        assertThat(stage.claimOne(worker).pushedShas()).containsExactly("beef");
    }

    @Test
    void acceptAndRejectAreRefusedWhileADispatchIsLive() {
        String manual = stage.plan("manual");
        long first = stage.task(manual, "first");
        var own = stage.worker(manual, 1);
        stage.kickOff(first);
        stage.succeed(own, stage.running(own), "beef");
        actions.followUp(first, "more", false, "ann");

        assertThatThrownBy(() -> reviews.accept(first, "beef", null, "ann"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("QUEUED");
        assertThatThrownBy(() -> reviews.reject(first, "beef", null, "ann"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("QUEUED");
    }

    @Test
    void whatWasRejectedIsKickedOffAnewAndNotRetried() {
        String manual = stage.plan("manual");
        long first = stage.task(manual, "first");
        var own = stage.worker(manual, 1);
        stage.kickOff(first);
        stage.succeed(own, stage.running(own), "beef");
        reviews.reject(first, "beef", null, "ann");

        assertThatThrownBy(() -> actions.retry(first, "ann")).hasMessageContaining("kick it off");
        stage.kickOff(first);
        stage.report(own, stage.running(own), Outcome.FAILED, "exit");
        stage.due(first);
        var retry = stage.claimOne(own);
        assertThat(retry.startSha()).as("a retry begins at base too").isNull();
        assertThat(retry.expectedHead()).isEqualTo("beef");
    }

    @Test
    void aContinuationOfWhatWasRejectedGoesOnFromItsHead() {
        String manual = stage.plan("manual");
        long first = stage.task(manual, "first");
        var own = stage.worker(manual, 1);
        stage.kickOff(first);
        stage.succeed(own, stage.running(own), "beef");
        reviews.reject(first, "beef", null, "ann");
        actions.followUp(first, "do it like this", false, "ann");

        assertThat(stage.claimOne(own).startSha()).isEqualTo("beef");
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "5, 160", "6, 300", "60, 300"})
    void theBackoffDoublesUpToFiveMinutes(int attempt, int seconds) {
        var retry =
                new DispatchProperties.Retry(
                        Duration.ofSeconds(10), Duration.ofMinutes(5), 3, 5, 5);

        assertThat(retry.backoff(attempt, 0).toSeconds()).isEqualTo(seconds);
        assertThat(retry.backoff(attempt, 1).toMillis()).isLessThanOrEqualTo(seconds * 1100L);
    }

    private List<String> followUps() {
        return stage.jdbc
                .sql("select state from follow_up where task_key = :task order by created_at")
                .param("task", task)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private Object unsettled() {
        try {
            return ((Array) Objects.requireNonNull(stage.row(task).get("unsettled_shas")))
                    .getArray();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
