package io.dataface.tasks.docs.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.ConsoleApp;
import io.dataface.tasks.docs.FakeManager;
import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.Registry;
import io.dataface.tasks.docs.StatementCount;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

// In order: the plan only grows.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatusIntegrationTests {

    private static final String[] FEW = {
        "running", "failed", "review", "waits", "ready-next", "finished"
    };

    private static PlanDatabase database;
    private static FakeManager manager;
    private static Registry registry;
    private static ConsoleApp app;
    private static int statements;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        manager = new FakeManager();
        registry = new Registry(database, "pilot");
        app = new ConsoleApp(database, "pilot", manager.url());
    }

    @AfterAll
    static void stop() {
        app.close();
        manager.close();
        database.close();
    }

    @Test
    @Order(1)
    void withoutAPlanThePageSaysWhatToDo() {
        var page = app.get("/status");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("No plan has been read yet", "tasks kickoff", "No worker is here");
    }

    @Test
    @Order(2)
    void eachTaskStandsInTheListThatTheRegistryPutsItIn() {
        database.loadTexts("pilot", Registry.planOf(FEW));
        registry.configure();
        UUID worker = registry.worker("w-1", 4);
        registry.running("running", worker, Duration.ofSeconds(30));
        UUID failed = registry.running("failed", worker, Duration.ofSeconds(60));
        registry.ended(failed, "FAILED", "exit", "<img src=x onerror=alert(1)> in use", 3);
        UUID reviewed = registry.running("review", worker, Duration.ofSeconds(60));
        registry.ended(reviewed, "SUCCEEDED", null, null, 0);
        registry.review("review");
        registry.queued("waits");
        registry.dependsOn("waits", "running");
        registry.queued("ready-next");
        UUID finished = registry.running("finished", worker, Duration.ofSeconds(60));
        registry.ended(finished, "SUCCEEDED", null, null, 0);
        registry.completed("finished");
        String page = app.get("/status").body();
        assertThat(page).contains("<title>2 need you · Status · ");
        assertThat(section(page, "needs"))
                .contains("Failed", "exit 3", "Review", "waits for review")
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .contains("/actions/retry", "/actions/accept", "/actions/reject")
                .doesNotContain("<img src=x");
        assertThat(section(page, "active")).contains("Running", "w-1 · claude", "/actions/cancel");
        assertThat(section(page, "queue"))
                .contains(
                        "waits for <a href=\"/docs/workstreams/core/tasks/running/\">Running</a>",
                        "goes to the next free slot")
                .contains("/actions/take-out", "/actions/priority");
        assertThat(section(page, "finished")).contains("Finished", "Completed");
        assertThat(page).contains("1 of 4 slots taken");
        statements = StatementCount.of(() -> app.get("/status"));
    }

    @Test
    @Order(3)
    void aPauseSaysWhoAndWhy() {
        database.jdbc()
                .sql(
                        "update plan set paused_at = now(), paused_by = 'erin', pause_reason ="
                                + " 'release today'")
                .update();
        String page = app.get("/status").body();
        assertThat(page)
                .contains("The queue is paused by erin", "release today", "/actions/resume");
        database.jdbc()
                .sql("update plan set paused_at = null, paused_by = null, pause_reason = null")
                .update();
        assertThat(app.get("/status").body()).contains("/actions/pause", "/actions/stop");
    }

    @Test
    @Order(4)
    void aBrokenFileIsNamedWithItsLine() {
        var texts = Registry.planOf(FEW);
        texts.put("workstreams/core/tasks/broken.md", "---\ntitle: [\n---\n");
        database.loadTexts("pilot", texts);
        assertThat(section(app.get("/status").body(), "problems"))
                .containsPattern("workstreams/core/tasks/broken.md:\\d+");
    }

    @Test
    @Order(5)
    void aLargePlanCostsNoMoreStatements() {
        String[] many = IntStream.range(0, 300).mapToObj(i -> "task-" + i).toArray(String[]::new);
        database.loadTexts("pilot", Registry.planOf(many));
        database.jdbc()
                .sql(
                        """
                        insert into dispatch (id, task_key, number, kind, state, priority, queued_by)
                        select gen_random_uuid(), key, 1, 'START', 'QUEUED', priority, 'dave'
                        from task where slug like 'task-%'\
                        """)
                .update();
        assertThat(statements).isPositive();
        long before = System.nanoTime();
        assertThat(StatementCount.of(() -> app.get("/status"))).isEqualTo(statements);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(app.get("/status").body()).contains("<h2 id=\"h-queue\">Ready queue</h2>");
    }

    @Test
    @Order(6)
    void workersAreShownWithTheirRuns() {
        assertThat(app.get("/workers").body())
                .contains("w-1", "build-1", "Alive", "/actions/drain", "Running");
    }

    @Test
    @Order(7)
    void aKickOffIsShownBeforeItIsDone() {
        manager.answer(
                "/api/v1/kickoffs",
                200,
                """
                {"dryRun":true,"tasks":[{"taskId":"CORE-X","title":"X","blockers":[{"code":"paused",
                "detail":"the queue is paused by erin"}],"preview":{"prompt":"Do <b>X</b>",
                "repository":"code","repositoryUrl":"/srv/code.git","base":"main",
                "branch":"task/x","agent":"claude","planCommit":"abc"}},
                {"taskId":"CORE-Y","title":"Y","refused":"it is completed","blockers":[]}]}\
                """);
        String page = app.get("/kickoff?task=CORE-X&task=CORE-Y").body();
        assertThat(page)
                .contains("the queue is paused by erin", "Do &lt;b&gt;X&lt;/b&gt;", "task/x")
                .contains("it is completed", "/srv/code.git")
                .contains("name=\"task\" value=\"CORE-X\"")
                .doesNotContain("value=\"CORE-Y\"");
        assertThat(manager.asked().getLast().body())
                .contains("\"dryRun\":true", "\"CORE-X\"", "\"pilot\"");
    }

    @Test
    @Order(8)
    void aKickOffThatTheManagerRefusesSaysWhy() {
        manager.answer("/api/v1/kickoffs", 422, "{\"detail\":\"No task answers to CORE-Q.\"}");
        var page = app.get("/kickoff?task=CORE-Q");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("No task answers to CORE-Q.");
        manager.forget();
        assertThat(app.get("/kickoff?task=CORE-Q").body()).contains("is not a manager");
    }

    @Test
    @Order(9)
    void messagesThatNoWorkerCouldReadAreShownWithWhatToDo() {
        assertThat(app.get("/status").body()).doesNotContain("id=\"dead-letters\"");
        var id = UUID.randomUUID();
        database.jdbc()
                .sql(
                        """
                        insert into dead_letter (id, pool, message_id, attributes, data, bytes, problem, published_at)
                        values (:id, 'default', '17', '{}', '', 0, 'its attribute "dispatch" is "<b>x"', now())
                        """)
                .param("id", id)
                .update();

        var page = app.get("/status").body();

        assertThat(section(page, "dead-letters"))
                .contains("no task is lost by them", "&lt;b&gt;x", id.toString())
                .contains("/actions/replay", "/actions/discard")
                .doesNotContain("<b>x");
        database.jdbc().sql("delete from dead_letter").update();
    }

    private static String section(String page, String id) {
        int from = page.indexOf("<section class=\"card2\" id=\"" + id + "\"");
        assertThat(from).as("section " + id).isPositive();
        return page.substring(from, page.indexOf("</section>", from));
    }
}
