package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.cli.invocation.Json;
import io.dataface.tasks.model.api.QueueView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTests {
    @TempDir Path folder;
    FakeManager manager;

    @BeforeEach
    void start() {
        manager = new FakeManager(folder);
        manager.json("GET /queue", new QueueView(false, null, null, List.of()));
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    private Path installation(String name) throws IOException {
        Path data = Files.createDirectories(folder.resolve(name));
        var run =
                Map.of(
                        "managerUrl",
                        manager.url(),
                        "tokenFile",
                        manager.tokenFile().toString(),
                        "planId",
                        "demo",
                        "url",
                        "http://127.0.0.1:8005/");
        Files.writeString(data.resolve("run.json"), Json.compact(run));
        return data;
    }

    @Test
    void theInstallationBesideTheLauncherIsFound() throws IOException {
        installation(".tasks");
        assertThat(CommandRun.in(folder).run("queue").code()).isZero();
        assertThat(manager.lines()).containsExactly("GET /queue?plan=demo");
    }

    @Test
    void thePointerLeadsToAnInstallationElsewhere() throws IOException {
        Path data = installation("elsewhere");
        Files.createDirectories(folder.resolve(".tasks"));
        Files.writeString(folder.resolve(".tasks/installation"), data + "\n");
        assertThat(CommandRun.in(folder).run("queue").code()).isZero();
    }

    @Test
    void aNamedFolderWinsOverTheEnvironmentsManager() throws IOException {
        Path data = installation("named");
        var run = CommandRun.in(folder).with("TASKS_MANAGER_URL", "http://127.0.0.1:9");
        assertThat(run.run("queue", "--data", data.toString()).code()).isZero();
        assertThat(run.with("TASKS_TOKEN_FILE", manager.tokenFile().toString()).run("queue").code())
                .isEqualTo(6);
    }

    @Test
    void flagBeatsEnvironmentBeatsProjectBeatsUser() throws IOException {
        Path user = Files.createDirectories(folder.resolve("home/.config/dataface-tasks"));
        Files.writeString(user.resolve("config.properties"), "plan=user\ntimeout=9s\n");
        Files.writeString(folder.resolve("tasks.properties"), "plan=project\n");
        var run = CommandRun.in(folder);
        assertThat(value(run, "plan")).isEqualTo("project project_file");
        assertThat(value(run, "timeout")).isEqualTo("9s user_file");
        run.with("TASKS_PLAN", "environment");
        assertThat(value(run, "plan")).isEqualTo("environment environment");
        assertThat(value(run, "plan", "--plan", "flag")).isEqualTo("flag flag");
        assertThat(value(run, "actor")).isEqualTo("ada default");
        assertThat(run.run("config", "show", "--origin").out()).contains("TASKS_PLAN", "ORIGIN");
    }

    private static String value(CommandRun run, String key, String... more) {
        var args = new java.util.ArrayList<>(List.of("config", "show", "--json"));
        args.addAll(List.of(more));
        for (var setting : run.run(args.toArray(String[]::new)).json().path("settings")) {
            if (setting.path("key").asString().equals(key)) {
                return setting.path("value").asString() + " " + setting.path("origin").asString();
            }
        }
        throw new AssertionError(key);
    }

    @Test
    void aRepositoryCannotSendTheTokenAway() throws IOException {
        Files.writeString(folder.resolve("tasks.properties"), "manager-url=https://evil.example\n");
        var ended =
                CommandRun.in(folder)
                        .with("TASKS_TOKEN_FILE", manager.tokenFile().toString())
                        .run("queue");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("may not name a manager on another machine");
    }

    @Test
    void theTokenIsNotSentUnencryptedToAnotherMachine() {
        var ended =
                CommandRun.in(folder)
                        .with("TASKS_TOKEN_FILE", manager.tokenFile().toString())
                        .run("queue", "--manager-url", "http://plan.example");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("use https://");
    }

    @Test
    void anUnknownSettingIsNamedWithItsFile() throws IOException {
        Files.writeString(folder.resolve("tasks.properties"), "plann=x\n");
        var ended = CommandRun.in(folder).run("queue");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("tasks.properties", "did you mean plan?");
    }
}
