package io.dataface.tasks.docs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.ConsoleApp;
import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.Registry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunIntegrationTests {

    private static PlanDatabase database;
    private static Registry registry;
    private static ConsoleApp app;
    private static UUID worker;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        database.loadTexts(
                "pilot",
                Registry.planOf(
                        "grows", "fails", "long", "wide", "big", "changes", "waits", "retried"));
        registry = new Registry(database, "pilot");
        registry.configure();
        worker = registry.worker("w-1", 9);
        app = new ConsoleApp(database, "pilot", "http://127.0.0.1:9");
    }

    @AfterAll
    static void stop() {
        app.close();
        database.close();
    }

    @Test
    void aGrowingLogIsReadFromWhereItWasLeft() {
        UUID run = registry.running("grows", worker, Duration.ofSeconds(9));
        registry.log(run, "stdout", "one\ntwo\nthr");
        HttpResponse<String> first = app.get("/runs/" + run + "/log");
        assertThat(first.body()).contains(">one<", "id=\"L2\"", "data-partial=\"true\">thr<");
        registry.log(run, "stderr", "ee\n\u001b[31m<b>four</b>\n");
        HttpResponse<String> second = app.get(next(run, first));
        assertThat(second.body())
                .doesNotContain(">two<")
                .contains("id=\"L3\" class=\"e\"", ">three<", "&lt;b&gt;four&lt;/b&gt;");
        registry.logEnded(run);
        HttpResponse<String> third = app.get(next(run, second));
        assertThat(third.body()).isBlank();
        assertThat(third.headers().firstValue("X-Log-Complete")).contains("true");
        assertThat(third.headers().firstValue("X-Log-Line")).contains("5");
    }

    @Test
    void aLongLogOpensAtItsEndAndAnyLineCanBeReached() {
        UUID run = registry.running("long", worker, Duration.ofSeconds(9));
        for (int chunk = 0; chunk < 50; chunk++) {
            var text = new StringBuilder();
            for (int line = 1; line <= 100; line++) {
                text.append("line ").append(chunk * 100 + line).append('\n');
            }
            registry.log(run, "stdout", text.toString());
        }
        String tail = app.get("/runs/" + run + "/log").body();
        assertThat(tail)
                .contains("id=\"L5000\"", ">line 5000<", "id=\"L3002\"")
                .doesNotContain("id=\"L3000\"");
        assertThat(app.get("/runs/" + run + "/log?from=1234").body())
                .contains("id=\"L1234\" class=\"\" data-n=\"1234\">line 1234<")
                .doesNotContain("id=\"L1233\"");
        assertThat(app.get("/runs/" + run).body()).contains("has all 5000");
    }

    @Test
    void aLogOfLongLinesIsReadToItsEndToo() {
        UUID run = registry.running("wide", worker, Duration.ofSeconds(9));
        for (int line = 1; line <= 900; line++) {
            registry.log(run, "stdout", line + "x".repeat(3000) + "\n");
        }
        registry.logEnded(run);
        HttpResponse<String> tail = app.get("/runs/" + run + "/log");
        assertThat(tail.body()).contains("id=\"L900\"").doesNotContain("id=\"L1\"");
        assertThat(tail.headers().firstValue("X-Log-Complete")).contains("true");
    }

    @Test
    void theRawLogIsTheBytesThatCame() {
        UUID run = registry.running("big", worker, Duration.ofSeconds(9));
        var whole = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            String text = ("\u001b[3" + i % 8 + "m" + i + "\u001b[0m").repeat(3000) + "\n";
            registry.log(run, i % 2 == 0 ? "stdout" : "stderr", text);
            whole.append(text);
        }
        HttpResponse<String> raw = app.get("/runs/" + run + "/log.txt?download");
        assertThat(raw.body()).isEqualTo(whole.toString());
        assertThat(raw.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(raw.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
    }

    @Test
    void aFailureSaysWhyAndWhatToDoFirst() {
        UUID run = registry.running("fails", worker, Duration.ofSeconds(9));
        registry.log(run, "stderr", "port <8100> in use\n");
        registry.ended(run, "FAILED", "exit", "Last output: port <8100> in use", 3);
        String head = app.get("/parts/task/" + registry.key("fails") + "/head").body();
        assertThat(head)
                .contains("data-state=\"Failed\"")
                .contains("Why it failed", "exit 3", "Last output: port &lt;8100&gt; in use")
                .contains("<b>Next:</b>", "/actions/retry", "/actions/follow-up");
        assertThat(app.get("/runs/" + run).body())
                .contains("Run 1 of Fails", "port &lt;8100&gt; in use", "Work in this repository.")
                .contains("Queued", "Started", "Ended");
    }

    @Test
    void anEarlierFailureIsStillSaidWhileItsRetryWaits() {
        UUID run = registry.running("retried", worker, Duration.ofSeconds(9));
        registry.ended(run, "STALLED", "stall", "No sign of life for 5 min.", null);
        UUID again = registry.queued("retried");
        database.jdbc()
                .sql(
                        "update dispatch set due_at = now() + interval '1 hour', attempt = 2,"
                                + " previous_id = ? where id = ?")
                .params(run, again)
                .update();
        String head = app.get("/parts/task/" + registry.key("retried") + "/head").body();
        assertThat(head)
                .contains("a retry is queued", "No sign of life for 5 min.")
                .contains("Why not running", "backing off after stalled");
        assertThat(app.get("/parts/task/" + registry.key("retried") + "/rail").body())
                .contains("/runs/" + run, "/runs/" + again);
    }

    @Test
    void allBlockersAreNamedWithALinkToWhatIsWaitedFor() {
        registry.queued("waits");
        registry.dependsOn("waits", "changes");
        database.jdbc().sql("update task set agent = 'ghost' where slug = 'waits'").update();
        assertThat(app.get("/parts/task/" + registry.key("waits") + "/head").body())
                .contains("Why not running", "/docs/workstreams/core/tasks/changes/")
                .contains("the agent \"ghost\" is not configured");
    }

    @Test
    void aBranchIsShownWithItsCommitsDiffAndFetchLine() {
        UUID run = registry.running("changes", worker, Duration.ofSeconds(9));
        registry.ended(run, "SUCCEEDED", null, null, 0);
        registry.review("changes");
        registry.change(
                run,
                "[{\"sha\":\"c4c4c4c4c4c4\",\"author\":\"claude\",\"at\":\"2026-11-21T10:40:00Z\","
                        + "\"subject\":\"Use <8200>\"}]",
                FileDiffTests.DIFF);
        registry.followUp("changes", "Also <i>this</i>.", "pending", null);
        long key = registry.key("changes");
        assertThat(app.get("/parts/task/" + key + "/changes").body())
                .contains("git fetch /srv/code.git task/changes", "Use &lt;8200&gt;")
                .contains("src/Ports.java", "// &lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(app.get("/parts/task/" + key + "/head").body())
                .contains("The branch waits for review", "/actions/accept", "/actions/reject");
        assertThat(app.get("/parts/task/" + key + "/rail").body())
                .contains("Also &lt;i&gt;this&lt;/i&gt;.", "Pending");
        assertThat(app.get("/runs/" + run + "/diff.patch").body()).isEqualTo(FileDiffTests.DIFF);
        registry.rejected("changes", "not <b>this</b> way");
        assertThat(app.get("/parts/task/" + key + "/head").body())
                .contains("Rejected by erin", "not &lt;b&gt;this&lt;/b&gt; way")
                .doesNotContain("waits for review");
    }

    @Test
    void aRunThatIsNotThereIsNotFound() {
        assertThat(app.get("/runs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(app.get("/runs/" + UUID.randomUUID() + "/log").statusCode()).isEqualTo(404);
        assertThat(app.get("/parts/task/999999/head").statusCode()).isEqualTo(404);
    }

    private static String next(UUID run, HttpResponse<String> part) {
        return "/runs/%s/log?after=%s&line=%s&look=%s"
                .formatted(
                        run,
                        part.headers().firstValue("X-Log-Next").orElseThrow(),
                        part.headers().firstValue("X-Log-Line").orElseThrow(),
                        part.headers().firstValue("X-Log-Look").orElseThrow());
    }
}
