package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.api.FollowUpView;
import io.dataface.tasks.model.api.KickoffAnswer;
import io.dataface.tasks.model.api.QueueView;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionTests {
    @TempDir Path folder;
    FakeManager manager;

    @BeforeEach
    void start() {
        manager = new FakeManager(folder);
        manager.json(
                "GET /tasks/fix-login",
                Sample.task("fix-login", "RUNNING", Sample.run(DispatchState.RUNNING)));
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    private CommandRun cli() {
        return CommandRun.in(folder).against(manager);
    }

    @Test
    void aFollowUpComesFromTheLineOrStandardInput() {
        var sent = new FollowUpView(Sample.RUN, "x", "ada", CommandRun.NOW, "pending", null);
        manager.json("POST /tasks/APP-FIX_LOGIN/follow-ups", sent);
        assertThat(cli().run("follow-up", "fix-login", "@todo größer").code()).isZero();
        assertThat(cli().run("follow-up", "fix-login", "--", "--strict stays").code()).isZero();
        assertThat(
                        cli().typing("from a file\n")
                                .run("follow-up", "--interrupt", "fix-login", "-")
                                .code())
                .isZero();
        assertThat(cli().run("follow-up", "fix-login", " ").code()).isEqualTo(2);
        assertThat(manager.seen())
                .filteredOn(seen -> seen.method().equals("POST"))
                .extracting(FakeManager.Seen::body)
                .containsExactly(
                        "{\"text\":\"@todo größer\",\"interrupt\":false}",
                        "{\"text\":\"--strict stays\",\"interrupt\":false}",
                        "{\"text\":\"from a file\\n\",\"interrupt\":true}");
    }

    @Test
    void aJudgementNamesTheHeadThatWasSeen() {
        var after = Sample.task("fix-login", "IDLE", null);
        manager.json("POST /tasks/APP-FIX_LOGIN/accept", after)
                .json("POST /tasks/APP-FIX_LOGIN/reject", after);
        assertThat(cli().run("accept", "fix-login", "--head", "4f2a91c").code()).isZero();
        assertThat(cli().run("reject", "fix-login", "--yes", "--reason", "no").code()).isZero();
        var moved = cli().run("accept", "fix-login", "--head", "1111111");
        assertThat(moved.code()).isEqualTo(4);
        assertThat(manager.seen())
                .filteredOn(seen -> seen.method().equals("POST"))
                .extracting(FakeManager.Seen::body)
                .containsExactly(
                        "{\"headSha\":\"" + Sample.SHA + "\",\"reason\":null}",
                        "{\"headSha\":\"" + Sample.SHA + "\",\"reason\":\"no\"}");
    }

    @Test
    void cancellingSaysThatTheWorkerHasTheLastWord() {
        manager.json("POST /tasks/APP-FIX_LOGIN/cancel", Sample.run(DispatchState.RUNNING));
        var ended = cli().run("cancel", "fix-login", "--yes");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("cancel requested");
        assertThat(ended.err()).contains("next: tasks wait fix-login");
    }

    @Test
    void whatIsNotQueuedIsNotTakenOut() {
        var ended = cli().run("queue", "take-out", "fix-login");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("is not in the queue", "tasks cancel fix-login");
    }

    @Test
    void takingOutNamesTheQueuedRun() {
        manager.json(
                        "GET /tasks/add-search",
                        Sample.task("add-search", "QUEUED", Sample.run(DispatchState.QUEUED)))
                .on("DELETE /queue/" + Sample.RUN, x -> FakeManager.send(x, 204, "text/plain", ""));
        var ended = cli().run("queue", "take-out", "add-search");
        assertThat(ended.out()).isEqualTo("took add-search out of the queue\n");
    }

    @Test
    void aPersonSeesThePreviewBeforeTheQuestion() {
        var preview =
                new KickoffAnswer.Preview(
                        "Do it.\n\u001b[2Jnow",
                        "app",
                        "/repo.git",
                        "main",
                        "task/fix-login",
                        "demo",
                        "abc");
        var line = new KickoffAnswer.Line("APP-FIX_LOGIN", "Fix", null, null, List.of(), preview);
        var done =
                new KickoffAnswer.Line("APP-FIX_LOGIN", "Fix", Sample.RUN, null, List.of(), null);
        manager.json("POST /kickoffs", new KickoffAnswer(true, List.of(line)))
                .json("POST /kickoffs", new KickoffAnswer(false, List.of(done)));
        var ended = cli().onTerminal().typing("y\n").run("kickoff", "fix-login", "--no-color");
        assertThat(ended.code()).isZero();
        assertThat(ended.err())
                .containsSubsequence("repository  app /repo.git", "Queue 1 task? [y/N]");
        assertThat(ended.out()).startsWith("queued APP-FIX_LOGIN");
        assertThat(manager.seen().get(1).body()).contains("\"dryRun\":true");
        assertThat(manager.seen().get(2).body()).contains("\"dryRun\":false");
    }

    @Test
    void aDryKickoffShowsThePrompt() {
        var preview =
                new KickoffAnswer.Preview(
                        "Do it.\n\u001b[2Jnow",
                        "app",
                        "/repo.git",
                        "main",
                        "task/fix-login",
                        "demo",
                        "abc");
        var line = new KickoffAnswer.Line("APP-FIX_LOGIN", "Fix", null, null, List.of(), preview);
        manager.json("POST /kickoffs", new KickoffAnswer(true, List.of(line)));
        var ended = cli().run("kickoff", "fix-login", "--dry-run");
        assertThat(ended.out())
                .contains(
                        "would queue APP-FIX_LOGIN", "branch      task/fix-login", "    | Do it.\n")
                .contains("    | now\n");
        assertThat(manager.seen().getLast().body()).contains("\"dryRun\":true");
    }

    @Test
    void aWholeMilestoneWantsAYes() {
        manager.json("POST /kickoffs", new KickoffAnswer(true, List.of()));
        var line = new KickoffAnswer.Line("APP-FIX_LOGIN", "Fix", null, null, List.of(), null);
        var other = new FakeManager(folder);
        try (other) {
            other.json("POST /kickoffs", new KickoffAnswer(true, List.of(line)));
            var ended =
                    CommandRun.in(folder).against(other).run("kickoff", "--milestone", "m1-pilot");
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).contains("--yes");
            assertThat(other.seen()).hasSize(1);
        }
    }

    @Test
    void stoppingStopsEverything() {
        manager.json("POST /queue/stop", new QueueView(true, "ada", null, List.of()));
        assertThat(cli().run("stop", "--yes").out()).contains("stopping every run");
        assertThat(manager.lines()).containsExactly("POST /queue/stop");
    }
}
