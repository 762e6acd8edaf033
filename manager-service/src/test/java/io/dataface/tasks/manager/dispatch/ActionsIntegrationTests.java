package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.model.Phase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// What people do, over HTTP: answers, statuses and refusals.
@ManagerIntegrationTest
@Import(Stage.class)
class ActionsIntegrationTests {
    @Autowired Stage stage;
    @Autowired Expiry expiry;
    @LocalServerPort int port;

    private String plan = "";
    private long task;

    @SuppressWarnings("NullAway.Init")
    private Api api;

    @BeforeEach
    void oneTask() {
        api = new Api(port);
        plan = stage.plan("manual");
        task = stage.task(plan, "t");
    }

    @Test
    void aDryRunShowsThePromptAndQueuesNothing() {
        var answer = api.post("/api/v1/kickoffs", kickoff("\"dryRun\":true"));

        assertThat(answer.status()).isEqualTo(200);
        var preview = answer.json().at("/tasks/0/preview");
        assertThat(preview.at("/prompt").asString()).contains("Do t").contains("Branch: task/t");
        assertThat(preview.at("/repository").asString()).isEqualTo(plan);
        assertThat(get("/tasks/t").json().at("/state").asString()).isEqualTo("IDLE");
    }

    @Test
    void aKickoffIsQueuedOnceAndASecondSaysWhyNot() {
        var first = api.post("/api/v1/kickoffs", kickoff("\"priority\":\"p0\""));
        var second = api.post("/api/v1/kickoffs", kickoff("\"priority\":\"p0\""));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().at("/tasks/0/dispatchId").asString()).isNotEmpty();
        assertThat(second.json().at("/tasks/0/refused").asString()).contains("already queued");
        assertThat(get("/queue").json().at("/entries/0/priority").asString()).isEqualTo("p0");
    }

    @Test
    void aMilestoneIsKickedOffWhole() {
        stage.task(plan, "other");
        stage.jdbc
                .sql("update task set milestone = 'm1' where plan_id = :p")
                .param("p", plan)
                .update();

        var answer =
                api.post(
                        "/api/v1/kickoffs",
                        "{\"plan\":\"%s\",\"milestone\":\"m1\"}".formatted(plan));

        assertThat(answer.json().at("/tasks")).hasSize(2);
    }

    @Test
    void anUnknownTaskIs404WithTheNearestAndABadPriorityIs400() {
        stage.task(plan, "deploy");
        var unknown =
                api.post(
                        "/api/v1/kickoffs",
                        "{\"plan\":\"%s\",\"tasks\":[\"WS-DEPLOI\"]}".formatted(plan));
        var bad = api.post("/api/v1/kickoffs", kickoff("\"priority\":\"high\""));

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().at("/detail").asString()).contains("WS-DEPLOY");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().at("/detail").asString()).contains("p0, p1, p2 or p3");
    }

    @Test
    void takingOutCancelsAndASecondTimeIs409() {
        UUID dispatch = stage.kickOff(task);

        assertThat(api.send(api.request("/api/v1/queue/" + dispatch).DELETE()).status())
                .isEqualTo(204);
        var again = api.send(api.request("/api/v1/queue/" + dispatch).DELETE());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().at("/state").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void whatRunsIsCancelledByRequest() {
        stage.kickOff(task);
        stage.running(stage.worker(plan, 1));

        var answer = post("/tasks/t/cancel", "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().at("/request").asString()).isEqualTo("CANCEL");
        assertThat(answer.json().at("/state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void nothingLiveCannotBeCancelled() {
        var answer = post("/tasks/t/cancel", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/state").asString()).isEqualTo("IDLE");
    }

    @Test
    void stopPausesTheQueueAndAsksEveryRunToStop() {
        stage.kickOff(task);
        stage.running(stage.worker(plan, 1));

        var queue = post("/queue/stop", "{\"reason\":\"fire\"}");

        assertThat(queue.json().at("/paused").asBoolean()).isTrue();
        assertThat(queue.json().at("/pauseReason").asString()).isEqualTo("fire");
        assertThat(stage.latest(task)).containsEntry("request", "STOP");
    }

    @Test
    void acceptNamesTheHead() {
        stage.kickOff(task);
        var worker = stage.worker(plan, 1);
        stage.succeed(worker, stage.running(worker), "beef");

        assertThat(post("/tasks/t/accept", "{}").status()).isEqualTo(422);
        assertThat(post("/tasks/t/accept", "{\"headSha\":\"dead\"}").status()).isEqualTo(409);
        var accepted = post("/tasks/t/accept", "{\"headSha\":\"beef\"}");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().at("/status").asString()).isEqualTo("completed");
        assertThat(accepted.json().at("/completedBy").asString()).isEqualTo("operator");
    }

    @Test
    void aLogIsAppendedOnceAndReadByRange() {
        UUID dispatch = stage.kickOff(task);
        var worker = stage.worker(plan, 1);
        var grant = stage.claimOne(worker);
        stage.renew(worker, grant, Phase.AGENT);

        assertThat(append(dispatch, grant.token(), 0, "hello ").status()).isEqualTo(204);
        assertThat(append(dispatch, grant.token(), 0, "hello ").status())
                .as("again")
                .isEqualTo(204);
        assertThat(append(dispatch, grant.token(), 6, "world").status()).isEqualTo(204);
        var other = append(dispatch, grant.token(), 0, "HELLO ");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().at("/expectedOffset").asInt()).isEqualTo(11);
        assertThat(append(dispatch, grant.token() + 1000, 11, "!").status()).isEqualTo(409);

        String log = "/api/v1/dispatches/" + dispatch + "/log";
        assertThat(api.get(log).http().body()).isEqualTo("hello world");
        var part = api.send(api.request(log).header("Range", "bytes=4-7"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.http().body()).isEqualTo("o wo");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 4-7/11");
        assertThat(api.send(api.request(log).header("Range", "bytes=-5")).http().body())
                .isEqualTo("world");
        assertThat(api.send(api.request(log).header("Range", "bytes=99-")).status()).isEqualTo(416);
    }

    @Test
    void aLogMayGrowForFiveMinutesAfterTheEnd() {
        UUID dispatch = stage.kickOff(task);
        var worker = stage.worker(plan, 1);
        var grant = stage.running(worker);
        append(dispatch, grant.token(), 0, "one ");
        stage.age(dispatch, Duration.ofHours(1));
        expiry.expire(dispatch);

        assertThat(append(dispatch, grant.token(), 4, "two").status()).isEqualTo(204);
        assertThat(api.get("/api/v1/dispatches/" + dispatch + "/log").header("X-Log-Final"))
                .as("no final length is known, more may come")
                .isEqualTo("false");
        stage.jdbc
                .sql(
                        "update dispatch set ended_at = ended_at - interval '6 minutes' where id ="
                                + " :id")
                .param("id", dispatch)
                .update();

        assertThat(append(dispatch, grant.token(), 7, "!").status()).isEqualTo(409);
        assertThat(api.get("/api/v1/dispatches/" + dispatch + "/log").header("X-Log-Final"))
                .isEqualTo("true");
        assertThat(api.get("/api/v1/dispatches/" + dispatch + "/log/stream").http().body())
                .contains("two")
                .contains("event:end");
    }

    @Test
    void aStreamResumesAtTheLastEventAndEndsWithTheDispatch() throws Exception {
        UUID dispatch = stage.kickOff(task);
        var worker = stage.worker(plan, 1);
        var grant = stage.claimOne(worker);
        stage.renew(worker, grant, Phase.AGENT);
        append(dispatch, grant.token(), 0, "one ");
        append(dispatch, grant.token(), 4, "two");

        var request =
                api.request("/api/v1/dispatches/" + dispatch + "/log/stream")
                        .header("Last-Event-ID", "4");
        var http = HttpClient.newHttpClient();
        var following = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        append(dispatch, grant.token(), 7, " three");
        stage.succeed(worker, grant, "beef");

        String events = following.get(20, TimeUnit.SECONDS).body();
        assertThat(events).contains("two").contains(" three").doesNotContain("one");
        assertThat(events).contains("id:13").contains("event:end").contains("SUCCEEDED");
    }

    private Api.Answer append(UUID dispatch, long token, long offset, String text) {
        return api.send(
                api.request(
                                "/api/v1/dispatches/%s/log?offset=%d&token=%d"
                                        .formatted(dispatch, offset, token))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8))));
    }

    private Api.Answer get(String path) {
        return api.get("/api/v1" + path + "?plan=" + plan);
    }

    private Api.Answer post(String path, String body) {
        return api.post("/api/v1" + path + "?plan=" + plan, body);
    }

    private String kickoff(String more) {
        return "{\"plan\":\"%s\",\"tasks\":[\"t\"],%s}".formatted(plan, more);
    }
}
