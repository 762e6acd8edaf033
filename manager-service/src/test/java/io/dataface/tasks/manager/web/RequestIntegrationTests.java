package io.dataface.tasks.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.Api.Answer;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.testing.TestInstallation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ManagerIntegrationTest
class RequestIntegrationTests {
    private Api api = new Api(0);
    private int port;

    @BeforeEach
    void server(@LocalServerPort int port) {
        this.port = port;
        api = new Api(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void healthNeedsNoToken(String path) {
        assertThat(api.send(api.bare(path)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/plans", "/actuator/prometheus", "/nothing", "/livez/.."})
    void withoutTheTokenNothingIsSaid(String path) {
        Answer answer = api.send(api.bare(path));

        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertProblem(answer, 401, "unauthorized");
    }

    @Test
    void aWrongTokenIsRefused() {
        assertProblem(
                api.send(
                        api.bare("/api/v1/plans")
                                .header("Authorization", "Bearer " + TestInstallation.TOKEN + "x")),
                401,
                "unauthorized");
    }

    @Test
    void metersNeedTheToken() {
        assertThat(api.get("/actuator/prometheus").http().body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void anUnknownAddressIsAProblem() {
        assertProblem(api.get("/api/v1/nothing"), 404, "not_found");
    }

    @Test
    void aWrongMethodSaysWhichAreAllowed() {
        Answer answer = api.send(api.request("/api/v1/tasks").DELETE());

        assertThat(answer.header("Allow")).contains("GET");
        assertProblem(answer, 405, "method_not_allowed");
    }

    @Test
    void anAnswerInAnotherFormatIsRefused() {
        assertProblem(
                api.send(api.request("/api/v1/plans").header("Accept", "image/png")),
                406,
                "not_acceptable");
    }

    @Test
    void aBodyInAnotherFormatIsRefused() {
        assertProblem(
                api.send(
                        api.request("/api/v1/kickoffs")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLargeIsRefused(boolean lengthGiven) {
        byte[] body =
                ("{\"tasks\":[\"" + "x".repeat(BodyLimit.BYTES) + "\"]}")
                        .getBytes(StandardCharsets.UTF_8);
        var publisher =
                lengthGiven
                        ? BodyPublishers.ofByteArray(body)
                        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        try {
            assertProblem(
                    api.send(
                            api.request("/api/v1/kickoffs")
                                    .header("Content-Type", "application/json")
                                    .POST(publisher)),
                    413,
                    "body_too_large");
        } catch (java.io.UncheckedIOException e) {
            // The server may close before it has read all; that refuses the body as well.
            assertThat(e).hasMessageMatching(".*(reset|closed|[Bb]roken|EOF|received no bytes).*");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tasks\":[\"a\"],\"dryrun\":true} | /dryrun",
                "{\"tasks\":{\"a\":1}}               | /tasks",
                "{\"dryRun\":\"perhaps\"}            | /dryRun",
                "{\"tasks\":[\"a\"],\"tasks\":[]}    | ''",
                "{\"tasks\":                         | ''"
            })
    void aWrongBodySaysWhere(String body, String pointer) {
        Answer answer = api.post("/api/v1/kickoffs", body);

        assertProblem(answer, 400, "unreadable_body");
        assertThat(answer.json().at("/errors/0/pointer").asString()).startsWith(pointer);
    }

    @Test
    void aParameterThatMakesNoSenseIsAProblem() {
        assertProblem(api.get("/api/v1/dispatches/not-a-uuid"), 400, "bad_request");
        assertProblem(api.get("/api/v1/tasks?limit=many"), 400, "bad_request");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/v1/plans HTTP/1.1, evil.example, 403",
        "GET /api/v1/plans HTTP/1.1, 127.0.0.1.evil.example, 403",
        "GET /api/v1/%zz HTTP/1.1, localhost, 400",
        "GET /api/v1/{plans} HTTP/1.1, localhost, 400",
        "NONSENSE, localhost, 400"
    })
    void whatNoClientSendsIsAProblemToo(String line, String host, int status) throws IOException {
        String answer = raw(line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json")
                .contains("\"traceId\":\"");
    }

    @Test
    void theCallersTraceIsKept() {
        Answer answer =
                api.send(
                        api.request("/api/v1/nothing")
                                .header(
                                        "traceparent",
                                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        assertThat(answer.json().get("traceId").asString())
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).describedAs(answer.http().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").asString())
                .isEqualTo("urn:dataface-tasks:problem:" + code);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("detail").asString()).isNotBlank();
        assertThat(answer.json().get("instance").asString()).startsWith("/");
        assertThat(answer.json().get("traceId").asString()).isEqualTo(answer.header("X-Trace-Id"));
    }
}
