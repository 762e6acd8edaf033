package io.dataface.tasks.docs.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.docs.ConsoleApp;
import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.StatementCount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptPagesIntegrationTests {

    private static final String FRUIT = "/docs/workstreams/fruit/";
    private static final String PICK = "/docs/workstreams/fruit/tasks/pick/";
    private static final String STORE = "/docs/workstreams/store/";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static PlanDatabase database;
    private static ConsoleApp app;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        database.loadTexts("orchard", plan());
        app =
                new ConsoleApp(
                        database,
                        "orchard",
                        "http://127.0.0.1:9",
                        "--tasks.docs.keep.time=1h",
                        "--tasks.docs.keep.bytes=1MB");
        await().until(() -> app.bean(LiveMark.class).moves() > 0);
    }

    @AfterAll
    static void stop() {
        app.close();
        database.close();
    }

    @BeforeEach
    void beginAnew() {
        database.jdbc().sql("delete from dispatch").update();
        database.loadTexts("orchard", plan());
        app.tell("{\"resync\":true}");
    }

    @Test
    void aPageIsServedWithoutTheRegistryUntilAChangeIsTold() {
        String before = body(PICK);
        String home = body("/");
        int statements = StatementCount.of(() -> assertThat(body(PICK)).isEqualTo(before));
        assertThat(statements).isZero();

        database.queue("orchard", "FRUIT-PICK");
        assertThat(body(PICK)).isEqualTo(before);
        app.tell("{\"plan\":\"orchard\",\"tasks\":[\"FRUIT-PICK\"]}");

        assertThat(body(PICK)).contains("Waiting").isNotEqualTo(before);
        assertThat(body(FRUIT)).contains("Waiting");
        assertThat(body("/")).isNotEqualTo(home);
    }

    @Test
    void aPageThatShowsNothingOfAChangeIsNotMadeAnew() {
        String store = body(STORE);
        String task = body("/docs/workstreams/store/tasks/shelve/");

        database.queue("orchard", "FRUIT-PICK");
        app.tell("{\"plan\":\"orchard\",\"tasks\":[\"FRUIT-PICK\"],\"workers\":true}");

        // The mark in it is of when it was made.
        assertThat(body(STORE)).isEqualTo(store);
        assertThat(body("/docs/workstreams/store/tasks/shelve/")).isEqualTo(task);
        assertThat(body(PICK)).contains("Waiting");
    }

    @Test
    void anEditOfATextMakesOnlyItsOwnPageAnew() {
        body(PICK);
        edit("workstreams/fruit/tasks/pick.md", task("Pick", "Unripe.\n\n## Plan\n\nWait."));
        assertThat(body(PICK)).contains("Wait.");
        String store = body(STORE);
        edit("workstreams/fruit/tasks/pick.md", task("Pick", "Unripe.\n\n## Plan\n\nGo."));

        assertThat(body(PICK)).contains("Go.").doesNotContain("Wait.");
        assertThat(body(STORE)).isEqualTo(store);
    }

    @Test
    void anEditOfWhatOtherPagesShowMakesThemAnew() {
        String store = body(STORE);
        String fruit = body(FRUIT);

        edit("workstreams/fruit/tasks/pick.md", task("Pick", "Overripe."));
        assertThat(body(FRUIT)).isNotEqualTo(fruit).contains("Overripe.");
        assertThat(body(STORE)).isNotEqualTo(store);
        assertThat(body("/docs/guidebook/links/")).contains("class=\"broken\"");
        edit("workstreams/fruit/tasks/pick.md", task("Pick", "Overripe.\n\n## Basket\n\nBig."));

        assertThat(body("/docs/guidebook/links/")).doesNotContain("class=\"broken\"");
    }

    @Test
    void aPageThatIncludesAnotherFollowsItsText() {
        assertThat(body("/docs/guidebook/all/")).contains("Old rule.");

        edit("guidebook/rules.md", "# Rules\n\nNew rule.\n");

        assertThat(body("/docs/guidebook/all/")).contains("New rule.").doesNotContain("Old rule.");
    }

    @Test
    void whatHappenedWhileTheFeedWasAwayIsShownWhenItIsBack() {
        body(PICK);
        long moves = app.bean(LiveMark.class).moves();
        database.queue("orchard", "FRUIT-PICK");
        database.jdbc()
                .sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity where"
                                + " application_name = 'docs-service feed'")
                .query()
                .listOfRows();
        await().until(() -> app.bean(LiveMark.class).moves() > moves);

        assertThat(body(PICK)).contains("Waiting");
    }

    @Test
    void whatWasDoneFromHereIsShownBeforeItsNotice() {
        body(PICK);
        database.queue("orchard", "FRUIT-PICK");

        app.bean(Freshness.class).drop();

        assertThat(body(PICK)).contains("Waiting");
    }

    @Test
    void aLogThatGrowsChangesNoPage() {
        String before = body(PICK);
        String mark = app.bean(LiveMark.class).mark();
        database.jdbc()
                .sql("select pg_notify('tasks_changed', '{\"plan\":\"orchard\",\"logs\":[\"a\"]}')")
                .query()
                .listOfRows();
        await().until(() -> !app.bean(LiveMark.class).mark().equals(mark));

        assertThat(StatementCount.of(() -> assertThat(body(PICK)).isEqualTo(before))).isZero();
    }

    @Test
    void aReaderWhoHasThePageGets304UntilItChanges() {
        String tag = get(FRUIT).headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("\"");
        var again = get(FRUIT, "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
        assertThat(again.headers().firstValue("Vary").orElseThrow())
                .containsIgnoringCase("accept-encoding");
        assertThat(again.headers().firstValue("Content-Security-Policy")).isPresent();

        database.queue("orchard", "FRUIT-PICK");
        app.tell("{\"plan\":\"orchard\",\"tasks\":[\"FRUIT-PICK\"]}");

        assertThat(get(FRUIT, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void theCompressedPageIsThePageAndHasATagOfItsOwn() throws IOException {
        var plain = get(FRUIT);
        var zipped = get(FRUIT, "Accept-Encoding", "br;q=1, gzip;q=0.5");

        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.headers().allValues("Vary")).hasSize(1);
        assertThat(zipped.body().length).isLessThan(plain.body().length / 2);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.body());
        }
        String tag = zipped.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow());
        assertThat(get(FRUIT, "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(get(FRUIT, "If-None-Match", tag, "Accept-Encoding", "gzip").statusCode())
                .isEqualTo(304);
        assertThat(get(FRUIT, "Accept-Encoding", "gzip;q=0, *;q=0").headers().map())
                .doesNotContainKey("content-encoding");
    }

    @Test
    void whereOnlyTheHeadIsAskedForNothingFollowsIt() {
        var page = get(FRUIT);
        HttpRequest head = HttpRequest.newBuilder(app.uri(FRUIT)).HEAD().build();
        for (int i = 0; i < 2; i++) {
            var answer = app.send(head);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag"))
                    .isEqualTo(page.headers().firstValue("ETag"));
            assertThat(answer.headers().firstValueAsLong("Content-Length"))
                    .hasValue(page.body().length);
        }
    }

    @Test
    void anAddressIsKeptAsItIsAskedForAndNeverWithAQuery() throws IOException {
        String page = body("/docs/guidebook/rules/");
        assertThat(get("/docs/guidebook/rules/?raw").statusCode()).isEqualTo(301);
        assertThat(get("/docs/guidebook/rules").statusCode()).isEqualTo(301);
        assertThat(body("/docs/guidebook/rules/")).isEqualTo(page);
        assertThat(StatementCount.of(() -> body("/docs/guidebook/rules/?a=b"))).isZero();
        long weight = app.bean(KeptPages.class).weight();
        for (int i = 0; i < 5; i++) {
            body("/docs/guidebook/rules/?page=" + i);
        }
        assertThat(app.bean(KeptPages.class).weight()).isEqualTo(weight);
        assertThat(asked("evil.example")).startsWith("HTTP/1.1 403").doesNotContain("Old rule.");
        assertThat(asked("localhost")).startsWith("HTTP/1.1 200").contains("Old rule.");
    }

    @Test
    void aWeekIsKeptByItsWholeAddressUntilSomethingHappens() {
        String week = "/activity?week=2026-W13";
        assertThat(body(week)).contains("Nothing happened");
        assertThat(StatementCount.of(() -> body(week))).isZero();
        assertThat(body("/activity?week=2026-W12")).isNotEqualTo(body(week));
        String tag = get(week).headers().firstValue("ETag").orElseThrow();

        database.jdbc()
                .sql(
                        """
                        insert into audit (at, actor, action, plan_id)
                        values ('2026-03-25T11:00:00Z', 'erin', 'pause', 'orchard')
                        """)
                .update();
        app.tell("{\"plan\":\"orchard\",\"resync\":true}");

        assertThat(get(week, "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(body(week)).contains("Queue paused");
    }

    private static String asked(String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", app.port())) {
            String request =
                    "GET /docs/guidebook/rules/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void whatIsNotThereIsFoundOnceItIsAndNotAfterwards() {
        assertThat(get("/docs/guidebook/new/").statusCode()).isEqualTo(404);
        edit("guidebook/new.md", "# New\n\nJust written.\n");
        assertThat(body("/docs/guidebook/new/")).contains("Just written.");
        assertThat(get("/docs/guidebook/new").statusCode()).isEqualTo(301);

        database.loadTexts("orchard", plan());
        app.tell("{\"plan\":\"orchard\",\"files\":true}");

        assertThat(get("/docs/guidebook/new/").statusCode()).isEqualTo(404);
    }

    @Test
    void aFailureIsNotKept() {
        database.jdbc().sql("alter view published.task rename to task_away").update();
        try {
            app.tell("{\"resync\":true}");
            assertThat(get(FRUIT).statusCode()).isEqualTo(503);
        } finally {
            database.jdbc().sql("alter view published.task_away rename to task").update();
        }
        assertThat(get(FRUIT).statusCode()).isEqualTo(200);
    }

    @Test
    void keptPagesTakeNoMoreThanTheyMay() {
        Map<String, String> files = plan();
        for (int i = 0; i < 60; i++) {
            files.put("guidebook/long" + i + ".md", "# Long\n\n" + "Many words. ".repeat(2_000));
        }
        database.loadTexts("orchard", files);
        app.tell("{\"plan\":\"orchard\",\"files\":true}");
        for (int i = 0; i < 60; i++) {
            assertThat(get("/docs/guidebook/long" + i + "/").statusCode()).isEqualTo(200);
        }

        assertThat(app.bean(KeptPages.class).weight()).isBetween(100_000L, 1L << 20);
    }

    private static void edit(String path, String text) {
        Map<String, String> files = plan();
        files.put(path, text);
        database.loadTexts("orchard", files);
        app.tell("{\"plan\":\"orchard\",\"files\":true}");
    }

    private static String body(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new String(answer.body(), UTF_8);
    }

    private static HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(app.uri(path));
        request.header("Accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String task(String title, String problem) {
        return "---\ntitle: %s\nmilestone: m1\n---\n\n## Problem\n\n%s\n".formatted(title, problem);
    }

    private static Map<String, String> plan() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("milestones/m1.md", "---\ntitle: One\n---\n");
        for (String name : new String[] {"fruit", "store"}) {
            files.put(
                    "workstreams/" + name + "/index.md",
                    "---\ntitle: %s\nmilestones: {m1: All.}\n---\n".formatted(name));
        }
        files.put("workstreams/fruit/tasks/pick.md", task("Pick", "Unripe."));
        files.put("workstreams/store/tasks/shelve.md", task("Shelve", "No shelf."));
        files.put("guidebook/rules.md", "# Rules\n\nOld rule.\n");
        files.put("guidebook/all.md", "# All\n\n{{ include(\"guidebook/rules.md\") }}\n");
        files.put(
                "guidebook/links.md",
                "# Links\n\n[basket](../workstreams/fruit/tasks/pick.md#basket)\n");
        return files;
    }
}
