package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTests {
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

    // What bash would offer for these words; the names come from a program that stands in for
    // tasks.
    private List<String> offered(String... words) throws IOException, InterruptedException {
        Path script =
                Files.writeString(
                        folder.resolve("completion.bash"),
                        CommandRun.in(folder).run("completion", "bash").out());
        Path tasks =
                Files.writeString(
                        folder.resolve("tasks"),
                        "#!/bin/sh\n"
                                + "[ \"$1 $2\" = '__complete tasks' ] && echo 'fix-login"
                                + " add-search'\n");
        assertThat(tasks.toFile().setExecutable(true)).isTrue();
        Path driver =
                Files.writeString(
                        folder.resolve("driver.bash"),
                        """
                        source "$1"
                        shift
                        COMP_WORDS=("$@")
                        COMP_CWORD=$(($# - 1))
                        _tasks 2>/dev/null
                        printf '%s\\n' "${COMPREPLY[@]}"
                        """);
        var command =
                new java.util.ArrayList<>(
                        List.of("bash", driver.toString(), script.toString(), tasks.toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).isZero();
        return out.lines().filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void bashCompletesCommandsOptionsValuesAndTasks() throws Exception {
        assertThat(offered("sta")).containsExactly("status");
        assertThat(offered("--data", "show", "sta")).containsExactly("status");
        assertThat(offered("queue", "t")).containsExactly("take-out");
        assertThat(offered("kickoff", "--dry")).containsExactly("--dry-run");
        assertThat(offered("list", "--priority", "")).containsExactly("p0", "p1", "p2", "p3");
        assertThat(offered("show", "fix")).containsExactly("fix-login");
        assertThat(offered("queue", "take-out", "")).containsExactly("fix-login", "add-search");
        assertThat(offered("version", "")).isEmpty();
        assertThat(offered("__c")).isEmpty();
    }

    @Test
    void namesComeFromTheManager() {
        manager.json("GET /tasks", Sample.page(List.of(Sample.task("fix-login", "IDLE", null))))
                .json("GET /workers", Sample.page(List.of(Sample.worker())));
        var run = CommandRun.in(folder).against(manager);
        assertThat(run.run("__complete", "tasks").out()).isEqualTo("fix-login\nAPP-FIX_LOGIN\n");
        assertThat(run.run("__complete", "workers").out()).isEqualTo("worker-1\n");
    }

    @Test
    void nothingRunningOffersNothingWithoutAnError() {
        var ended = CommandRun.in(folder).run("__complete", "tasks");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void everyShellHasAScript() {
        assertThat(CommandRun.in(folder).run("completion", "zsh").out())
                .startsWith("#compdef tasks");
        assertThat(CommandRun.in(folder).run("completion", "fish").out())
                .contains("complete -c tasks");
        assertThat(CommandRun.in(folder).run("completion", "tcsh").code()).isEqualTo(2);
    }
}
