package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.DispatchState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTests {
    @TempDir Path folder;
    FakeManager manager;

    @BeforeEach
    void start() {
        manager = new FakeManager(folder);
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 2", "401, 5", "403, 5", "404, 3", "405, 2", "409, 4", "412, 4", "422, 2", "428, 4",
        "429, 6", "500, 1", "502, 6", "503, 6", "504, 6"
    })
    void everyRefusalHasItsCode(int status, int code) {
        manager.problem("GET /queue", status, "some_code", "do something else");
        var run = CommandRun.in(folder).against(manager);
        var ended = run.run("queue", "--timeout", "100ms");
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("tasks: do something else").contains("trace: trace-1");
        var json = run.run("queue", "--json", "--timeout", "100ms");
        assertThat(json.errorJson().path("error").path("code").asString()).isEqualTo("some_code");
        assertThat(json.errorJson().path("error").path("traceId").asString()).isEqualTo("trace-1");
        assertThat(json.out()).isEmpty();
    }

    @Test
    void anotherServersAddressIsNoManager() {
        manager.text("GET /queue", 404, "text/html", "<h1>Nothing is at this address</h1>");
        var ended = CommandRun.in(folder).against(manager).run("queue");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.err()).contains("what answers there is no manager", "--manager-url");
    }

    @Test
    void nothingRunningSaysHowToStartIt() {
        var ended = CommandRun.in(folder).run("status");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.err()).contains("nothing runs in").contains("fix: start it: tasks up");
    }

    @Test
    void aDeadInstallationSaysTheSame() {
        manager.close();
        var ended = CommandRun.in(folder).against(manager).run("status");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.err()).contains("nothing answers at", "start it: tasks up");
    }

    @Test
    void aWrongTokenIsNotShown() throws Exception {
        Files.writeString(manager.tokenFile(), "other-token");
        var ended = CommandRun.in(folder).against(manager).run("status", "--debug");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).doesNotContain("other-token");
    }

    @Test
    void anUnknownTaskIsGuessed() {
        manager.json("GET /tasks", Sample.page(List.of(Sample.task("fix-login", "IDLE", null))));
        var ended = CommandRun.in(folder).against(manager).run("show", "fix-logn");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("no task is named 'fix-logn'", "did you mean fix-login?", "trace-404");
    }

    @Test
    void aStackIsShownOnlyWhenAskedFor() {
        manager.problem("GET /queue", 500, "internal", "broken");
        var run = CommandRun.in(folder).against(manager);
        assertThat(run.run("queue").err()).doesNotContain("\tat ");
        assertThat(run.run("queue", "--debug").err()).contains("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, 0",
        "CANCELLED, 4",
        "FAILED, 1",
        "INTERRUPTED, 1",
        "STALLED, 1",
        "TIMED_OUT, 1",
        "WORKER_GONE, 1"
    })
    void waitEndsWithTheRunsOutcome(DispatchState state, int code) {
        manager.json(
                        "GET /tasks/fix-login",
                        Sample.task("fix-login", "RUNNING", Sample.run(DispatchState.RUNNING)))
                .json(
                        "GET /tasks/APP-FIX_LOGIN",
                        Sample.task("fix-login", "QUEUED", Sample.run(DispatchState.QUEUED)))
                .json(
                        "GET /tasks/APP-FIX_LOGIN",
                        Sample.task("fix-login", "IDLE", Sample.run(state)));
        var ended = CommandRun.in(folder).against(manager).run("wait", "fix-login");
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).startsWith("fix-login: run 1 " + state);
    }

    @Test
    void waitGivesUpAfterItsTimeOut() {
        manager.json(
                "GET /tasks/fix-login",
                Sample.task("fix-login", "RUNNING", Sample.run(DispatchState.RUNNING)));
        manager.json(
                "GET /tasks/APP-FIX_LOGIN",
                Sample.task("fix-login", "RUNNING", Sample.run(DispatchState.RUNNING)));
        var run = CommandRun.in(folder).against(manager);
        var ended = run.run("wait", "fix-login", "--timeout", "300ms", "--json");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.json().path("timedOut").asBoolean()).isTrue();
        assertThat(ended.errorJson().path("error").path("code").asString()).isEqualTo("timeout");
    }

    @Test
    void waitSurvivesAManagerThatRestarts() {
        manager.json(
                        "GET /tasks/fix-login",
                        Sample.task("fix-login", "RUNNING", Sample.run(DispatchState.RUNNING)))
                .problem("GET /tasks/APP-FIX_LOGIN", 503, "starting", "wait a moment")
                .problem("GET /tasks/APP-FIX_LOGIN", 503, "starting", "wait a moment")
                .json(
                        "GET /tasks/APP-FIX_LOGIN",
                        Sample.task("fix-login", "IDLE", Sample.run(DispatchState.SUCCEEDED)));
        var ended = CommandRun.in(folder).against(manager).run("wait", "fix-login");
        assertThat(ended.code()).isZero();
    }

    @Test
    void waitingForWhatNeverRanFails() {
        manager.json("GET /tasks/fix-login", Sample.task("fix-login", "IDLE", null));
        var ended = CommandRun.in(folder).against(manager).run("wait", "fix-login");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("tasks kickoff fix-login");
    }
}
