package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.DispatchState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTests {
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
    @ValueSource(
            strings = {
                "kickoff fix-login --dry-rnu",
                "kickoff --dry-rnu fix-login",
                "--nope kickoff fix-login",
                "kickoff --milestone --yes",
                "kickoff",
                "kickoff fix-login --milestone m1",
                "kickoff fix-login --priority urgent",
                "cancel",
                "cancel one two --yes",
                "follow-up fix-login two words",
                "follow-up fix-login --interupt text",
                "stop now --yes",
                "pause --reason",
                "list --limit many",
                "list --state sleeping",
                "list --columns slug,colour",
                "logs fix-login --range 5",
                "logs fix-login -f --range 0-5",
                "wait fix-login --timeout soon",
                "queue priority fix-login high",
                "reject --force fix-login",
                "statsu"
            })
    void wrongArgumentsStartNoWork(String arguments) {
        var ended = CommandRun.in(folder).against(manager).run(arguments.split(" "));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("tasks: ").contains("fix: ");
        assertThat(manager.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kickoff fix-login --help", "stop --yes -h", "--help kickoff x"})
    void helpAnywhereStartsNoWork(String arguments) {
        var ended = CommandRun.in(folder).against(manager).run(arguments.split(" "));
        assertThat(ended.code()).isZero();
        assertThat(manager.lines()).isEmpty();
    }

    @Test
    void aMistypedCommandOrOptionIsGuessed() {
        var run = CommandRun.in(folder);
        assertThat(run.run("statsu").err()).contains("did you mean status?");
        assertThat(run.run("help", "kickof").err()).contains("did you mean kickoff?");
        assertThat(run.run("kickoff", "x", "--dry-rnu").err()).contains("did you mean --dry-run?");
        assertThat(run.run("queue", "takeout").err()).contains("did you mean take-out?");
    }

    @Test
    void usageErrorsAreJsonWhereAskedFor() {
        var ended = CommandRun.in(folder).run("list", "--nope", "--json");
        var error = ended.errorJson();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(error.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(error.path("error").path("exitCode").asInt()).isEqualTo(2);
        assertThat(error.path("error").path("message").asString()).contains("--nope");
    }

    @Test
    void whatCannotBeTakenBackNamesTheFlagWhereNobodyCanBeAsked() {
        manager.json("GET /tasks", Sample.page(List.of()))
                .json(
                        "GET /tasks/fix-login",
                        Sample.task("fix-login", "RUNNING", Sample.run(DispatchState.RUNNING)));
        for (String command : List.of("stop", "cancel fix-login", "reject fix-login")) {
            var piped = CommandRun.in(folder).against(manager).run(command.split(" "));
            assertThat(piped.code()).isEqualTo(2);
            assertThat(piped.err()).contains("--yes");
            var noInput =
                    CommandRun.in(folder)
                            .against(manager)
                            .onTerminal()
                            .typing("y\n")
                            .run((command + " --no-input").split(" "));
            assertThat(noInput.code()).isEqualTo(2);
            assertThat(noInput.err()).contains("--yes");
        }
        assertThat(manager.lines()).noneMatch(line -> line.startsWith("POST"));
    }

    @Test
    void aPersonMayStillSayNo() {
        manager.json("GET /tasks", Sample.page(List.of()));
        var ended = CommandRun.in(folder).against(manager).onTerminal().typing("\n").run("stop");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("[y/N]", "nothing was changed");
        assertThat(manager.lines()).noneMatch(line -> line.startsWith("POST"));
    }

    @Test
    void aDryRunChangesNothing() {
        var task = Sample.task("fix-login", "RUNNING", Sample.run(DispatchState.RUNNING));
        manager.json("GET /tasks", Sample.page(List.of(task))).json("GET /tasks/fix-login", task);
        for (String command : List.of("stop", "cancel fix-login", "reject fix-login")) {
            var ended =
                    CommandRun.in(folder).against(manager).run((command + " --dry-run").split(" "));
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).startsWith("would ").contains("fix-login");
        }
        assertThat(manager.lines()).allMatch(line -> line.startsWith("GET"));
    }
}
