package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.api.BlockerView;
import io.dataface.tasks.model.api.KickoffAnswer;
import io.dataface.tasks.model.api.Page;
import io.dataface.tasks.model.api.QueueEntryView;
import io.dataface.tasks.model.api.QueueView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class JsonShapeTests {
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

    private JsonNode json(String... args) {
        String[] all = Stream.concat(Stream.of(args), Stream.of("--json")).toArray(String[]::new);
        var ended = CommandRun.in(folder).against(manager).run(all);
        assertThat(ended.code()).isZero();
        assertThat(ended.json().path("schemaVersion").asInt()).isEqualTo(1);
        return ended.json();
    }

    private static List<String> names(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }

    @Test
    void aListHoldsTasksOfAllPages() {
        var first = Sample.task("fix-login", "IDLE", null);
        var second =
                Sample.task(
                        "add-search",
                        "WAITING",
                        Sample.run(DispatchState.QUEUED),
                        List.of(new BlockerView("paused", "the queue is paused", null, null)),
                        List.of());
        manager.json("GET /tasks", new Page<>(List.of(first), "next page"))
                .json("GET /tasks", Sample.page(List.of(second)));
        JsonNode list = json("list", "--status", "Not-Started", "--search", "größe & mehr");
        assertThat(names(list)).containsExactly("schemaVersion", "tasks");
        assertThat(list.path("tasks")).hasSize(2);
        JsonNode task = list.path("tasks").get(1);
        assertThat(names(task))
                .contains(
                        "id",
                        "slug",
                        "title",
                        "status",
                        "state",
                        "group",
                        "priority",
                        "workstream",
                        "milestone",
                        "owner",
                        "dependsOn",
                        "actions",
                        "blockers",
                        "dispatch");
        assertThat(task.path("state").asString()).isEqualTo("WAITING");
        assertThat(task.path("dependsOn").get(0).asString()).isEqualTo("APP-SETUP");
        assertThat(task.path("dispatch").path("queuedAt").asString())
                .isEqualTo("2026-03-01T11:57:00Z");
        assertThat(manager.lines())
                .containsExactly(
                        "GET /tasks?limit=200&q=gr%C3%B6%C3%9Fe%20%26%20mehr&status=not_started",
                        "GET /tasks?after=next%20page&limit=200&q=gr%C3%B6%C3%9Fe%20%26%20mehr"
                                + "&status=not_started");
    }

    @Test
    void aLimitEndsTheList() {
        var tasks = List.of(Sample.task("a", "IDLE", null), Sample.task("b", "IDLE", null));
        manager.json("GET /tasks", new Page<>(tasks, "more"));
        assertThat(json("list", "--limit", "2").path("tasks")).hasSize(2);
        assertThat(manager.lines()).containsExactly("GET /tasks?limit=2");
    }

    @Test
    void statusHasTheGroupsOfThePage() {
        manager.json("GET /status", Sample.status());
        assertThat(names(json("status")))
                .containsExactly(
                        "schemaVersion",
                        "plan",
                        "needsPerson",
                        "active",
                        "ready",
                        "waiting",
                        "finished",
                        "workers",
                        "deadLetters");
    }

    @Test
    void whyNamesBlockersAndSignals() {
        var waiting = Sample.status().waiting().getFirst();
        manager.json("GET /tasks/add-search", waiting);
        JsonNode why = json("why", "add-search");
        assertThat(names(why))
                .contains("taskId", "slug", "state", "summary", "blockers", "signals");
        assertThat(why.path("blockers").get(0).path("code").asString()).isEqualTo("dependency");
    }

    @Test
    void showHoldsRunsAndFollowUps() {
        manager.json("GET /tasks/fix-login", Sample.task("fix-login", "IDLE", null))
                .json(
                        "GET /tasks/APP-FIX_LOGIN/dispatches",
                        Sample.page(List.of(Sample.run(DispatchState.FAILED))))
                .json("GET /tasks/APP-FIX_LOGIN/follow-ups", Sample.page(List.of()));
        assertThat(names(json("show", "fix-login")))
                .containsExactly("schemaVersion", "task", "dispatches", "followUps");
    }

    @Test
    void queueWorkersAndKickoffHaveTheirShapes() {
        var entry =
                new QueueEntryView(
                        1,
                        Sample.RUN,
                        "APP-FIX_LOGIN",
                        "Fix",
                        "START",
                        "p1",
                        1,
                        Sample.EARLIER,
                        "ada",
                        List.of());
        manager.json("GET /queue", new QueueView(false, null, null, List.of(entry)))
                .json("GET /workers", Sample.page(List.of(Sample.worker())))
                .json("GET /tasks/fix-login", Sample.task("fix-login", "IDLE", null))
                .json("POST /kickoffs", kickoff(null));
        assertThat(json("queue").path("queue").path("entries").get(0).path("position").asInt())
                .isEqualTo(1);
        assertThat(json("workers").path("workers").get(0).path("state").asString())
                .isEqualTo("alive");
        JsonNode kickoff = json("kickoff", "fix-login");
        assertThat(names(kickoff)).containsExactly("schemaVersion", "dryRun", "tasks");
        assertThat(manager.seen().getLast().body())
                .contains("\"tasks\":[\"APP-FIX_LOGIN\"]", "\"dryRun\":false");
    }

    @Test
    void aRefusedKickoffIsAConflict() {
        manager.json("GET /tasks/fix-login", Sample.task("fix-login", "RUNNING", null))
                .json("POST /kickoffs", kickoff("it runs already"));
        var ended = CommandRun.in(folder).against(manager).run("kickoff", "fix-login");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.out()).contains("refused APP-FIX_LOGIN: it runs already");
    }

    @Test
    void aTaskIsNamedByItsPageToo() {
        var other = Sample.task("fix-login-page", "IDLE", null);
        manager.json(
                "GET /tasks", Sample.page(List.of(other, Sample.task("fix-login", "IDLE", null))));
        for (String reference :
                List.of(
                        "http://127.0.0.1:8005/docs/workstreams/app/tasks/fix-login/",
                        "https://plan.example/docs/workstreams/app/tasks/fix-login.md?x=1#plan",
                        "/docs/workstreams/app/tasks/fix-login",
                        "tasks/workstreams/app/tasks/fix-login.md",
                        "workstreams/app/tasks/fix-login/index.html")) {
            assertThat(json("why", reference).path("slug").asString()).isEqualTo("fix-login");
        }
        assertThat(manager.lines()).allMatch(line -> line.contains("workstream=app"));
    }

    @Test
    void theInstallationsPlanGoesWithEveryQuestion() {
        manager.json("GET /queue", new QueueView(false, null, null, List.of()))
                .json("POST /queue/pause", new QueueView(true, "ada", "tea", List.of()));
        CommandRun.in(folder).against(manager).run("queue", "--plan", "infra");
        CommandRun.in(folder).against(manager).run("--plan=infra", "pause", "--reason", "tea");
        assertThat(manager.lines())
                .containsExactly("GET /queue?plan=infra", "POST /queue/pause?plan=infra");
        assertThat(manager.seen().getLast().body()).isEqualTo("{\"reason\":\"tea\"}");
        assertThat(manager.seen().getLast().headers()).containsEntry("X-actor", "ada");
    }

    private static KickoffAnswer kickoff(@org.jspecify.annotations.Nullable String refused) {
        return new KickoffAnswer(
                false,
                List.of(
                        new KickoffAnswer.Line(
                                "APP-FIX_LOGIN",
                                "Fix",
                                refused == null ? Sample.RUN : null,
                                refused,
                                List.of(),
                                null)));
    }

    @Test
    void aNewerManagersFieldsAndStatesAreNoError() {
        manager.json(
                "GET /queue",
                Map.of("paused", false, "entries", List.of(), "somethingNew", Map.of("a", 1)));
        assertThat(json("queue").path("queue").path("paused").asBoolean()).isFalse();
    }
}
