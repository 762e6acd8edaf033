package io.dataface.tasks.docs.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.ConsoleApp;
import io.dataface.tasks.docs.FakeManager;
import io.dataface.tasks.docs.PlanDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsIntegrationTests {

    private static PlanDatabase database;
    private static FakeManager manager;
    private static ConsoleApp app;

    private String cookie;
    private String token;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        manager = new FakeManager();
        app = new ConsoleApp(database, "pilot", manager.url());
    }

    @AfterAll
    static void stop() {
        app.close();
        manager.close();
        database.close();
    }

    @BeforeEach
    void fetchToken() {
        manager.forget();
        var answer = token(app);
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("HttpOnly", "SameSite=Strict", "Path=/");
        cookie = set.substring(0, set.indexOf(';'));
        token = answer.body().replaceAll(".*\"token\":\"([0-9a-f]+)\".*", "$1");
    }

    @Test
    void anActionOfOurPageReachesTheManagerWithTokenActorAndKey() {
        var answer = post("/actions/retry", "task=CORE-A%2FB&name=A+thing", good());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Retry is queued: A thing");
        assertThat(manager.asked())
                .containsExactly(
                        new FakeManager.Asked(
                                "POST",
                                "/api/v1/tasks/CORE-A%2FB/retry?plan=pilot",
                                "",
                                "Bearer " + ConsoleApp.TOKEN,
                                "dave",
                                "key-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Origin||its Origin is not",
                "Origin|http://evil.example|its Origin is not",
                "Origin|null|its Origin is not",
                "Origin|http://127.0.0.1:1|its Origin is not",
                "X-Action-Token||it has no token",
                "X-Action-Token|0000|its token is not this browser's",
                "Cookie||its token is not this browser's",
                "Cookie|tasks_browser=other|its token is not this browser's",
                "Sec-Fetch-Site|cross-site|it comes from another site",
                "Sec-Fetch-Site|same-site|it comes from another site",
                "Sec-Fetch-Site|none|it comes from another site",
            })
    void aRequestThatIsNotFromOurPageIsRefused(String header, String value, String why) {
        Map<String, String> headers = good();
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        var answer = post("/actions/retry", "task=A", headers);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains(why);
        assertThat(manager.asked()).isEmpty();
    }

    @Test
    void anotherSiteCannotReadAToken() {
        HttpRequest request =
                HttpRequest.newBuilder(app.uri("/actions/token"))
                        .header("Sec-Fetch-Site", "cross-site")
                        .build();
        assertThat(app.send(request).statusCode()).isEqualTo(403);
    }

    @Test
    void actionsAreNotReads() {
        assertThat(app.get("/actions/retry?task=A").statusCode()).isEqualTo(405);
        assertThat(manager.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cancel|task=A|POST /api/v1/tasks/A/cancel?plan=pilot|''",
                "replay|letter=0198f0aa-3333-7000-8000-000000000001|POST"
                        + " /api/v1/queue/dead/0198f0aa-3333-7000-8000-000000000001/replay|''",
                "discard|letter=0198f0aa-3333-7000-8000-000000000001|DELETE"
                        + " /api/v1/queue/dead/0198f0aa-3333-7000-8000-000000000001|''",
                "interrupt|task=A|POST /api/v1/tasks/A/interrupt?plan=pilot|''",
                "follow-up|task=A&text=go+on&interrupt=true|POST"
                        + " /api/v1/tasks/A/follow-ups?plan=pilot|\"text\":\"go on\"",
                "accept|task=A&headSha=c4|POST"
                        + " /api/v1/tasks/A/accept?plan=pilot|\"headSha\":\"c4\"",
                "reject|task=A&headSha=c4&reason=no|POST"
                        + " /api/v1/tasks/A/reject?plan=pilot|\"reason\":\"no\"",
                "complete|task=A|POST /api/v1/tasks/A/complete?plan=pilot|{",
                "take-out|dispatch=d1|DELETE /api/v1/queue/d1?plan=pilot|''",
                "priority|dispatch=d1&priority=p0|PATCH"
                        + " /api/v1/queue/d1?plan=pilot|\"priority\":\"p0\"",
                "pause|reason=lunch|POST /api/v1/queue/pause?plan=pilot|\"reason\":\"lunch\"",
                "resume|x=y|POST /api/v1/queue/resume?plan=pilot|''",
                "stop|x=y|POST /api/v1/queue/stop?plan=pilot|{}",
                "drain|worker=w1|POST /api/v1/workers/w1/drain|''",
                "sync|x=y|POST /api/v1/plans/pilot/sync|''",
                "kickoff|task=A&task=B&priority=p0|POST"
                        + " /api/v1/kickoffs|\"tasks\":[\"A\",\"B\"]",
            })
    void eachButtonIsOneRequest(String action, String form, String request, String body) {
        assertThat(post("/actions/" + action, form, good()).statusCode()).isEqualTo(200);
        assertThat(manager.asked())
                .singleElement()
                .satisfies(
                        asked -> {
                            assertThat(asked.method() + " " + asked.uri()).isEqualTo(request);
                            assertThat(asked.body()).contains(body);
                        });
    }

    @Test
    void theManagersReasonReachesThePerson() {
        manager.answer(
                "/api/v1/tasks/A/accept", 409, "{\"detail\":\"The head is b2b2, not c4c4.\"}");
        var answer = post("/actions/accept", "task=A&headSha=c4c4", good());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("The head is b2b2, not c4c4.");
    }

    @Test
    void aKickOffSaysWhatWasRefused() {
        manager.answer(
                "/api/v1/kickoffs",
                201,
                """
                {"dryRun":false,"tasks":[{"taskId":"A","title":"One","dispatchId":"x"},
                {"taskId":"B","title":"Two","refused":"it runs already"}]}\
                """);
        assertThat(post("/actions/kickoff", "milestone=m1", good()).body())
                .contains("Kicked off: One", "Two: it runs already");
    }

    @Test
    void aManagerThatIsAwayIsSaidPlainly() {
        try (var away = new ConsoleApp(database, "pilot", "http://127.0.0.1:9")) {
            var given = token(away);
            String set = given.headers().firstValue("Set-Cookie").orElseThrow();
            Map<String, String> headers = good();
            headers.put("Cookie", set.substring(0, set.indexOf(';')));
            headers.put(
                    "X-Action-Token",
                    given.body().replaceAll(".*\"token\":\"([0-9a-f]+)\".*", "$1"));
            headers.put("Origin", "http://127.0.0.1:" + away.port());
            var answer = away.send(request(away, "/actions/retry", "task=A", headers));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("The manager does not answer at http://127.0.0.1:9");
        }
    }

    @Test
    void aRefusedTokenNamesTheSetting() {
        manager.answer("/api/v1/tasks/A/retry", 401, "");
        assertThat(post("/actions/retry", "task=A", good()).body())
                .contains("tasks.docs.token-file");
    }

    @Test
    void anUnknownHostIsRefused() {
        // The JDK's client does not let one set Host; a socket does.
        try (var socket = new java.net.Socket("127.0.0.1", app.port())) {
            socket.getOutputStream()
                    .write("GET /status HTTP/1.0\r\nHost: evil.example\r\n\r\n".getBytes());
            assertThat(new String(socket.getInputStream().readNBytes(12))).endsWith("403");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> token(ConsoleApp of) {
        return of.send(HttpRequest.newBuilder(of.uri("/actions/token")).build());
    }

    private Map<String, String> good() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Origin", "http://127.0.0.1:" + app.port());
        headers.put("Sec-Fetch-Site", "same-origin");
        headers.put("Cookie", cookie);
        headers.put("X-Action-Token", token);
        headers.put("Idempotency-Key", "key-1");
        return headers;
    }

    private static HttpResponse<String> post(
            String path, String form, Map<String, String> headers) {
        return app.send(request(app, path, form, headers));
    }

    private static HttpRequest request(
            ConsoleApp to, String path, String form, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(to.uri(path))
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        headers.forEach(request::header);
        return request.build();
    }
}
