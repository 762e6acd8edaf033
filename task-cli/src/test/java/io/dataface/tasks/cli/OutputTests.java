package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.DispatchState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTests {
    @TempDir Path folder;
    FakeManager manager;

    @BeforeEach
    void start() {
        manager = new FakeManager(folder);
        manager.json("GET /status", Sample.status())
                .json(
                        "GET /tasks",
                        Sample.page(
                                List.of(
                                        Sample.task(
                                                "fix-login",
                                                "RUNNING",
                                                Sample.run(DispatchState.RUNNING)))));
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    @Test
    void aTerminalGetsColours() {
        var ended = CommandRun.in(folder).against(manager).onTerminal().run("status");
        assertThat(ended.out()).contains("\u001b[34mRUNNING");
    }

    @Test
    void nobodyElseGetsAnEscape() {
        var run = CommandRun.in(folder).against(manager);
        for (var ended :
                List.of(
                        run.run("status"),
                        onTerminal().with("NO_COLOR", "1").run("status"),
                        onTerminal().with("TERM", "dumb").run("status"),
                        onTerminal().run("status", "--no-color"),
                        onTerminal().run("--no-color", "list"),
                        onTerminal().run("kickoff", "--help"))) {
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).isNotEmpty().doesNotContain("\u001b");
            assertThat(ended.err()).doesNotContain("\u001b");
        }
    }

    private CommandRun onTerminal() {
        return CommandRun.in(folder).against(manager).onTerminal();
    }

    @Test
    void tablesAreCutToATerminalOnly() {
        String piped = CommandRun.in(folder).against(manager).run("list").out();
        assertThat(piped).contains("forgotten a password").doesNotContain("…");
        String cut = onTerminal().run("list", "--no-color").out();
        assertThat(cut.lines()).allMatch(line -> line.length() <= 60);
        assertThat(cut).contains("…", "\nfix-login ");
        assertThat(onTerminal().run("list", "--no-color", "--no-truncate").out())
                .contains("forgotten a password");
    }

    @Test
    void columnsAreChosenAndAligned() {
        var ended =
                CommandRun.in(folder)
                        .against(manager)
                        .run("list", "--columns", "slug,state,standing");
        assertThat(ended.out())
                .isEqualTo(
                        """
                        SLUG       STATE    STANDING
                        fix-login  RUNNING  agent on worker-1 for 3 min
                        """);
    }

    @Test
    void statusReadsLikeThePage() {
        assertThat(CommandRun.in(folder).against(manager).run("status").out())
                .startsWith("Demo (demo), 2 tasks, synced 3 min ago\n\nNeeds a person (1)\n")
                .containsSubsequence(
                        "Needs a person (1)",
                        "the agent ended with 1",
                        "Active (1)",
                        "Ready (0)",
                        "Waiting (1)",
                        "waits for APP-SETUP",
                        "Finished (0)",
                        "Workers (1)",
                        "worker-1");
    }

    @Test
    void hintsGoToStandardErrorAndQuietSilencesThem() {
        manager.json("GET /tasks/fix-login", Sample.task("fix-login", "IDLE", null));
        var loud = CommandRun.in(folder).against(manager).run("why", "fix-login");
        assertThat(loud.out()).doesNotContain("next:");
        assertThat(loud.err()).isEqualTo("next: tasks kickoff fix-login\n");
        var quiet = CommandRun.in(folder).against(manager).run("why", "fix-login", "-q");
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.out()).isEqualTo(loud.out());
    }
}
