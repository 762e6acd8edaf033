package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.manager.worker.Workers;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Registration;
import io.dataface.tasks.model.worker.Result.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// The worker protocol over HTTP, with leases of 3 s.
@ManagerIntegrationTest
@TestPropertySource(properties = "tasks.lease.duration=3s")
@Import(Stage.class)
class ProtocolIntegrationTests {
    @Autowired Stage stage;
    @Autowired Claimer claimer;
    @Autowired Candidates candidates;
    @Autowired TransactionTemplate transactions;
    @Autowired TaskActions actions;
    @Autowired Workers workers;
    @LocalServerPort int port;

    private String plan = "";
    private long task;

    @SuppressWarnings("NullAway.Init")
    private LiveWorker worker;

    @SuppressWarnings("NullAway.Init")
    private Api api;

    @BeforeEach
    void aTaskAndAWorker() {
        api = new Api(port);
        plan = stage.plan("manual");
        task = stage.task(plan, "t");
        worker = stage.worker(plan, 1);
    }

    @Test
    void aPollWaitsAThirdOfTheLeaseAtMost() {
        long start = System.nanoTime();
        var answer = poll("wait=1h&max=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/grants")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
    }

    @Test
    void aWaitThatIsNoDurationIs400() {
        assertThat(poll("wait=soon&max=1").status()).isEqualTo(400);
        assertThat(poll("wait=999999999999999d&max=1").status()).isEqualTo(400);
    }

    @Test
    void aKickOffEndsAWaitingPollAtOnce() throws Exception {
        var answer = claimer.poll(worker, 1);
        stage.kickOff(task);

        assertThat(answer.get(5, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void aPollThatDoesNotWaitHearsOfWhatIsClaimedForItHoweverLongThatTakes() throws Exception {
        stage.kickOff(task);

        assertThat(pollWhileClaimsTakeLong("wait=0s&max=1").at("/grants")).hasSize(1);
    }

    @Test
    void aPollWhoseTimeEndsDuringAClaimHearsOfIt() throws Exception {
        stage.kickOff(task);

        assertThat(pollWhileClaimsTakeLong("wait=100ms&max=1").at("/grants")).hasSize(1);
    }

    private JsonNode pollWhileClaimsTakeLong(String query) throws Exception {
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer =
                    transactions.execute(
                            status -> {
                                candidates.lock();
                                var asked = thread.submit(() -> poll(query).json());
                                await().pollDelay(Duration.ofMillis(400)).until(() -> true);
                                return asked;
                            });
            return Objects.requireNonNull(answer).get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aWorkersLaterPollEndsTheEarlierWithNothing() {
        var earlier = claimer.poll(worker, 1);
        var later = claimer.poll(worker, 1);

        assertThat(earlier).isCompletedWithValue(List.of());
        assertThat(later).isNotDone();
        claimer.leave(worker.id(), later);
    }

    @Test
    void aStoppingManagerEndsPollsAtOnce() {
        var waiting = claimer.poll(worker, 1);
        try {
            claimer.stop();
            assertThat(waiting).isCompletedWithValue(List.of());
            assertThat(claimer.poll(worker, 1)).isCompletedWithValue(List.of());
        } finally {
            claimer.start();
        }
    }

    @Test
    void aDrainEndsTheWaitingPollAndNothingIsLeasedAnyMore() {
        var waiting = claimer.poll(worker, 1);

        var drained = api.post("/api/v1/workers/" + worker.name() + "/drain", "");

        assertThat(drained.status()).isEqualTo(200);
        assertThat(waiting).isCompletedWithValue(List.of());
        stage.kickOff(task);
        assertThat(stage.claim(worker, 1)).as("asked before the drain").isEmpty();
        assertThat(poll("wait=0s&max=1").json().at("/drain").asBoolean()).isTrue();
    }

    @Test
    void aDrainingWorkersLastPollNamesWhatItHandsBack() {
        stage.kickOff(task);
        var unheard = stage.claimOne(worker);
        api.post("/api/v1/workers/" + worker.name() + "/drain", "");

        var last = poll("wait=0s&max=0");

        assertThat(last.json().at("/grants/0/token").asLong()).isEqualTo(unheard.token());
        assertThat(report(unheard.dispatchId(), unheard.token(), "HAND_BACK", "").status())
                .isEqualTo(200);
        assertThat(stage.latest(task)).containsEntry("state", "QUEUED").containsEntry("attempt", 1);
        assertThat(stage.claim(stage.worker(plan, 1), 1)).hasSize(1);
    }

    @Test
    void theSameHandBackAgainGetsTheSameAnswer() {
        stage.kickOff(task);
        var grant = stage.claimOne(worker);
        var first = stage.report(worker, grant, Outcome.HAND_BACK, null);

        assertThat(first.accepted()).isTrue();
        assertThat(stage.report(worker, grant, Outcome.HAND_BACK, null)).isEqualTo(first);
        assertThat(stage.report(worker, grant, Outcome.FAILED, "exit").accepted()).isFalse();
    }

    @Test
    void anInterruptDoesNotKeepALeaseFromBeingHandedBack() {
        stage.kickOff(task);
        var grant = stage.claimOne(worker);
        actions.interrupt(task, "ann");

        assertThat(stage.report(worker, grant, Outcome.HAND_BACK, null).accepted()).isTrue();
        assertThat(stage.latest(task))
                .containsEntry("state", "QUEUED")
                .containsEntry("request", null);
    }

    @Test
    void whatIsHandedBackUnderACancelIsCancelled() {
        stage.kickOff(task);
        var grant = stage.claimOne(worker);
        actions.cancel(task, "ann");
        var first = stage.report(worker, grant, Outcome.HAND_BACK, null);

        assertThat(first.accepted()).isTrue();
        assertThat(first.state()).isEqualTo(DispatchState.CANCELLED);
        assertThat(stage.report(worker, grant, Outcome.HAND_BACK, null)).isEqualTo(first);
    }

    @Test
    void aResultWithoutItsFactsIs422AndMovesNothing() {
        stage.kickOff(task);
        var grant = stage.running(worker);

        var answer = report(grant.dispatchId(), grant.token(), "SUCCEEDED", "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/detail").asString()).contains("headSha");
        assertThat(stage.state(grant.dispatchId())).isEqualTo(DispatchState.RUNNING);
    }

    @Test
    void whatAnAgentPrintedLastMayHoldAnyCharacter() {
        stage.kickOff(task);
        var grant = stage.running(worker);

        var answer =
                report(
                        grant.dispatchId(),
                        grant.token(),
                        "FAILED",
                        "\"reason\":\"exit\",\"detail\":\"a\\u0000b\",");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(stage.state(grant.dispatchId())).isEqualTo(DispatchState.FAILED);
    }

    @Test
    void aWorkerWhoseNameWasTakenOverMayStillReportWhatItHolds() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        stage.jdbc
                .sql("update worker set ended_at = clock_timestamp() where id = :id")
                .param("id", worker.id())
                .update();

        assertThat(poll("wait=0s&max=1").status()).isEqualTo(404);
        var answer =
                report(grant.dispatchId(), grant.token(), "SUCCEEDED", "\"headSha\":\"beef\",");
        assertThat(answer.json().at("/answers/0/accepted").asBoolean()).isTrue();
    }

    @Test
    void aWorkerThatWasSilentForLongRegistersAgainAndGoesOn() {
        stage.jdbc
                .sql(
                        "update worker set seen_at = seen_at - interval '11 minutes' where id ="
                                + " :id")
                .param("id", worker.id())
                .update();
        workers.endSilent(Duration.ofMinutes(10));
        assertThat(poll("wait=0s&max=1").status()).isEqualTo(404);

        var again =
                new Registration(
                        worker.id(),
                        worker.name(),
                        worker.host(),
                        worker.pool(),
                        1,
                        worker.agents(),
                        List.of(),
                        "test",
                        List.of());
        assertThat(workers.register(again, Duration.ofSeconds(60))).isTrue();

        assertThat(poll("wait=0s&max=1").status()).isEqualTo(200);
    }

    @Test
    void theSweepTakesALostWorkersLeaseByItself() {
        stage.kickOff(task);
        var grant = stage.running(worker);
        stage.age(grant.dispatchId(), Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> stage.state(grant.dispatchId()) == DispatchState.WORKER_GONE);
        assertThat(
                        stage.jdbc
                                .sql("select phase from dispatch where id = :id")
                                .param("id", grant.dispatchId())
                                .query(String.class)
                                .single())
                .as("where it was")
                .isEqualTo(Phase.AGENT.name());
    }

    private Api.Answer poll(String query) {
        return api.post("/api/v1/workers/" + worker.id() + "/leases?" + query, "{\"held\":[]}");
    }

    private Api.Answer report(java.util.UUID dispatch, long token, String outcome, String more) {
        return api.post(
                "/api/v1/workers/" + worker.id() + "/results",
                """
                {"results":[{"dispatchId":"%s","token":%d,"outcome":"%s",%s"agentStarted":false,"logLength":0}]}
                """
                        .formatted(dispatch, token, outcome, more));
    }
}
