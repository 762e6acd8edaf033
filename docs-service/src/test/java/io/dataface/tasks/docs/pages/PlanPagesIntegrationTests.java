package io.dataface.tasks.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.RunningDocs;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanPagesIntegrationTests {

    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry(
                            "mkdocs.yml",
                            """
                            site_name: Orchard
                            nav:
                              - Workstreams:
                                - The fruit: workstreams/fruit/index.md
                            extra:
                              forge: https://forge.example
                            """),
                    Map.entry(
                            "README.md",
                            "# Welcome\n\n"
                                + "See [the apple](workstreams/fruit/tasks/pick-apples.md#plan)."),
                    Map.entry(
                            "milestones/m1-first.md",
                            "---\n"
                                    + "title: First harvest\n"
                                    + "---\n\n"
                                    + "## Exit criteria\n\n"
                                    + "- [x] one\n"
                                    + "- [ ] two\n"),
                    Map.entry("milestones/m2-empty.md", "---\ntitle: Later\n---\n"),
                    Map.entry(
                            "workstreams/fruit/index.md",
                            """
                            ---
                            title: Fruit
                            owner: picker
                            milestones:
                              m1-first: Apples are in.
                              m2-empty: Pears are in.
                            ---

                            ## Purpose

                            Bring fruit in.

                            ## Tasks

                            {{ tasks_by_milestone() }}
                            """),
                    Map.entry(
                            "workstreams/fruit/tasks/pick-apples.md",
                            """
                            ---
                            title: Pick apples
                            priority: p0
                            milestone: m1-first
                            owner: picker
                            initiative: cider
                            ---

                            ## Problem

                            The apples hang *high*.
                            """),
                    Map.entry(
                            "workstreams/fruit/tasks/press-cider.md",
                            """
                            ---
                            title: Press cider
                            status: completed
                            milestone: m1-first
                            owner: ada
                            depends_on: [pick-apples]
                            completed_by: press-robot
                            completed: 2026-03-23
                            pr_number: 7
                            pr_url: https://forge.example/pull/7
                            pr_merged_at: 2026-03-23T11:08:04-07:00
                            ---

                            ## Problem

                            Nobody has cider.
                            """),
                    Map.entry(
                            "workstreams/fruit/initiatives/cider.md",
                            "---\ntitle: Cider\n---\n\nAll about cider."),
                    Map.entry("team/people/ada.md", "---\nname: Ada\naliases: [ada.l]\n---\n"),
                    Map.entry("team/roles/picker.md", "---\ntitle: Picker\nowner: ada\n---\n"),
                    Map.entry(
                            "guidebook/macros.md",
                            """
                            # Macros

                            Owner: {{ owner() }}

                            {{ nonsense() }}

                            `{{ owner() }}` and [forge]({{ extra.forge }}/x), {{ task("pick-apples") }}.

                            {{ ''.getClass() }}

                            {% for x in y %}${7-7}#{7-7}{% endfor %}

                            {{ task_table(status="completed") }}

                            {{ milestone_progress("m1-first") }}

                            {{ daily_activity_rollup() }}

                            {{ metric("x") }}

                            {{ include("loop.md") }}
                            """),
                    Map.entry("guidebook/loop.md", "Loop text.\n\n{{ include(\"loop.md\") }}\n"),
                    Map.entry("guidebook/a b.md", "# Odd name\n"),
                    Map.entry("guidebook/pic.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));

    private static final String TASK = "/docs/workstreams/fruit/tasks/pick-apples/";

    private static PlanDatabase database;
    private static RunningDocs docs;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        database.loadTexts("orchard", FILES);
        docs = new RunningDocs(database, "orchard");
    }

    @BeforeEach
    void restore() {
        database.loadTexts("orchard", FILES);
    }

    @AfterAll
    static void stop() {
        docs.close();
        database.close();
    }

    @Test
    void theReadmeIsThePlansFirstPageAndItsLinksLeadToPages() {
        HttpResponse<String> home = docs.get("/docs/");

        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body())
                .contains("<title>Welcome · Orchard</title>")
                .contains("href=\"" + TASK + "#plan\"")
                .containsOnlyOnce("<h1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs/",
                "/docs/workstreams/fruit/tasks/pick-apples/",
                "/docs/workstreams/fruit/",
                "/docs/workstreams/fruit/tasks/",
                "/docs/workstreams/",
                "/docs/milestones/",
                "/docs/team/",
                "/docs/team/roles/",
                "/docs/guidebook/",
                "/docs/guidebook/a%20b/",
                "/browse/",
                "/browse/tasks/",
                "/browse/tasks/workstreams/fruit/index.md",
                "/browse/tasks/guidebook/a%20b.md"
            })
    void everyPageFolderAndFileHasAnAddress(String address) {
        assertThat(docs.get(address).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/index.html, /",
        "/status/, /status",
        "/workers/, /workers",
        "/search/?q=apples, /search?q=apples",
        "/activity/?kind=merged, /activity?kind=merged",
        "/docs/-/problems/, /docs/-/problems",
        "/docs, /docs/",
        "/docs/index.html, /docs/",
        "/docs/README.md, /docs/",
        "/docs/workstreams/fruit, /docs/workstreams/fruit/",
        "/docs/workstreams/fruit/index, /docs/workstreams/fruit/",
        "/docs/workstreams/fruit/index.md, /docs/workstreams/fruit/",
        "/docs/workstreams/fruit/index.html, /docs/workstreams/fruit/",
        "/docs/workstreams/fruit/tasks/pick-apples, /docs/workstreams/fruit/tasks/pick-apples/",
        "/docs/workstreams/fruit/tasks/pick-apples.md, /docs/workstreams/fruit/tasks/pick-apples/",
        "/docs/workstreams/fruit/tasks/pick-apples.md/, /docs/workstreams/fruit/tasks/pick-apples/",
        "/docs/workstreams/fruit/tasks/pick-apples.html,"
                + " /docs/workstreams/fruit/tasks/pick-apples/",
        "/docs/workstreams/fruit/tasks/pick-apples/index.html,"
                + " /docs/workstreams/fruit/tasks/pick-apples/",
        "/docs/team, /docs/team/",
        "/docs/guidebook/index.html, /docs/guidebook/",
        "/docs/guidebook/a%20b.md, /docs/guidebook/a%20b/",
        "/docs/guidebook/a%20b.md?x=1, /docs/guidebook/a%20b/",
        "/docs/workstreams/fruit/?raw, /browse/tasks/workstreams/fruit/index.md",
        "/docs/guidebook/pic.svg, /browse/tasks/guidebook/pic.svg",
        "/docs/mkdocs.yml, /browse/tasks/mkdocs.yml",
        "/docs/master_plans/team/people/ada.md, /docs/team/people/ada/",
        "/master_plans/workstreams/fruit/index.md, /docs/workstreams/fruit/",
        "/master_plans/workstreams/fruit/, /docs/workstreams/fruit/",
        "/master_plans/guidebook/pic.svg, /browse/tasks/guidebook/pic.svg",
        "/tasks/team/people/ada.md, /docs/team/people/ada/",
        "/milestones/m1-first/, /docs/milestones/m1-first/",
        "/workstreams/fruit/tasks/pick-apples, /docs/workstreams/fruit/tasks/pick-apples/",
        "/browse, /browse/",
        "/browse/tasks/guidebook, /browse/tasks/guidebook/"
    })
    void everyOtherWayToWriteAnAddressLeadsThereForGood(String written, String address) {
        HttpResponse<String> answer = docs.get(written);

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .satisfiesAnyOf(
                        to -> assertThat(to).isEqualTo(address),
                        to -> assertThat(to).isEqualTo(docs.url(address)));
    }

    @Test
    void aFileIsServedAsItIsAndRunsNothing() {
        HttpResponse<String> file = docs.get("/browse/tasks/guidebook/loop.md");
        assertThat(file.body()).isEqualTo(FILES.get("guidebook/loop.md"));
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(file.headers().firstValue("X-Plan-Commit").orElseThrow()).startsWith("3f9c2ab6");

        HttpResponse<String> image = docs.get("/browse/tasks/guidebook/pic.svg");
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(image.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox");

        String tag = image.headers().firstValue("ETag").orElseThrow();
        assertThat(docs.get("/browse/tasks/guidebook/pic.svg", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void aFileThatIsTooLargeForAPageIsNotShown() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("guidebook/large.csv", "1,2,3\n".repeat(1_000_000));
        database.loadTexts("orchard", files);

        HttpResponse<String> answer = docs.get("/browse/tasks/guidebook/large.csv");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("guidebook/large.csv has 6,000,000 bytes", "use git");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/../../etc/passwd",
                "/docs/..%2f..%2fetc/passwd",
                "/docs/%2e%2e/%2e%2e/etc/passwd",
                "/docs/%2e%2e%2fetc",
                "/docs/%252e%252e/etc/passwd",
                "/docs/%252e%252e%252fetc",
                "/docs/....//etc/passwd",
                "/docs/.%2e/etc",
                "/docs/..;/etc",
                "/docs/..%3b/etc",
                "/docs/..\\etc",
                "/docs/..%5cetc",
                "/docs/team%5cpeople%5cada",
                "/docs/team\\people\\ada",
                "/docs/%c0%ae%c0%ae/etc",
                "/docs/%e0%80%ae/etc",
                "/docs/%uff0e/etc",
                "/docs/%ef%bc%8e%ef%bc%8e/etc",
                "/docs/team/people/ada%00",
                "/docs/team/people/ada%00.md",
                "/docs/team/people/ada%0a",
                "/docs/team/people/ada%20",
                "/docs/team/people/ada.",
                "/docs/team;a=b/people/ada",
                "/docs/team/people/ada;x",
                "/docs/team//people/ada",
                "/docs//team/people/ada",
                "/docs//etc/passwd",
                "/docs/%2fetc/passwd",
                "/docs/file:///etc/passwd",
                "/docs/C:/windows",
                "/docs/C:%5cwindows",
                "/docs/TEAM/people/ada",
                "/docs/team/people/ADA",
                "/docs/team/people/ada~",
                "/docs/.git/config",
                "/docs/.env",
                "/docs/team/people/*",
                "/docs/%",
                "/docs/team/people/ada%2",
                "/docs/team/people/ada/../ada",
                "/docs/nothing",
                "/browse/../etc/passwd",
                "/browse/tasks/../../etc/passwd",
                "/browse/%2e%2e%2fetc/passwd",
                "/browse/tasks/%2e%2e/%2e%2e/etc/passwd",
                "/browse//etc/passwd",
                "/browse/etc/passwd",
                "/browse/tasks/nothing",
                "/browse/tasks/nothing/",
                "/browse/tasks/guidebook/pic.svg/",
                "/browse/tasks/guidebook%00",
                "/browse/tasks\\guidebook",
                "/browse/TASKS/guidebook/pic.svg",
                "/browse/.git/config",
                "/master_plans/../etc/passwd",
                "/master_plans/nothing",
                "/workstreams/%2e%2e%2fetc",
                "/assets/000000000000/../application.yaml",
                "/assets/000000000000/application.yaml",
                "/assets/x/..%2fapplication.yaml",
                "/templates/layout"
            })
    void nothingButThePlansOwnPathsIsFound(String path) {
        assertThat(docs.rawStatus(path, "localhost")).isEqualTo(404);
    }

    @Test
    void aVeryLongPathIsNotFound() {
        assertThat(docs.rawStatus("/docs/" + "a/".repeat(3000), "localhost")).isEqualTo(404);
    }

    @Test
    void aLostPageSuggestsThoseThatLookAlike() {
        HttpResponse<String> lost = docs.get("/docs/tasks/pick-apple/");

        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.body()).contains("Page not found", "href=\"" + TASK + "\"", "Trace id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pick-apples",
                "/tasks/pick-apple.html",
                "/notes/pick-apples/",
                "/browse/tasks/workstreams/fruit/pick-apples.md"
            })
    void anAddressOutsideThePagesSuggestsThemToo(String address) {
        HttpResponse<String> lost = docs.get(address);

        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.body()).contains("Did you mean", "href=\"" + TASK + "\"", "/search?q=pick");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/workstreams/fruit/tasks/pick-aples/",
                "/docs/workstreams/fruit/tasks/pick-pears/",
                "/docs/old/pick-apples/",
                "/master_plans/workstreams/fruit/tasks/picking-apples.md"
            })
    void aMisspeltAddressSuggestsTheRightOne(String address) {
        assertThat(docs.get(address).body()).contains("Did you mean", "href=\"" + TASK + "\"");
    }

    @Test
    void aWorkstreamListsItsTasksByMilestone() {
        assertThat(text("/docs/workstreams/fruit/"))
                .containsSubsequence(
                        "Fruit",
                        "Picker",
                        "1 of 2 done",
                        "First harvest",
                        "Apples are in.",
                        "Pick apples",
                        "The apples hang high.",
                        "Press cider",
                        "Completed",
                        "PR #7",
                        "PR at 2026-03-23T11:08:04-07:00",
                        "—",
                        "Nobody has cider.",
                        "Later",
                        "Pears are in.",
                        "No tasks tracked for this milestone yet.");
    }

    @Test
    void aMilestoneCountsItsBoxesAndListsItsTasksByWorkstream() {
        assertThat(text("/docs/milestones/m1-first/"))
                .containsSubsequence(
                        "First harvest",
                        "Exit criteria (1/2)",
                        "Tasks by Workstream",
                        "Fruit (Picker)",
                        "Apples are in.",
                        "Pick apples",
                        "Cider",
                        "The apples hang high.");
    }

    @Test
    void aTasksHeadShowsWhatIsKnown() {
        assertThat(text("/docs/workstreams/fruit/tasks/press-cider/"))
                .containsSubsequence(
                        "Orchard",
                        "Press cider",
                        "ID",
                        "FRUIT-PRESS_CIDER",
                        "Status",
                        "Completed",
                        "Priority",
                        "p2",
                        "Milestone",
                        "First harvest",
                        "Owner",
                        "Ada",
                        "Completed by",
                        "press-robot",
                        "Completed",
                        "2026-03-23",
                        "Waits for",
                        "Pick apples",
                        "Problem");
        assertThat(text(TASK))
                .containsSubsequence("Owner", "Picker", "→", "Ada", "Initiative", "Cider");
    }

    @Test
    void aRegistryCompletionIsTheStatusThatPeopleSee() {
        database.jdbc()
                .sql(
                        "update task set completed_at = now(), completed_by = 'ada.l',"
                                + " completed_how = 'marked' where id = 'FRUIT-PICK_APPLES'")
                .update();
        try {
            assertThat(text("/docs/workstreams/fruit/"))
                    .containsSubsequence("2 of 2 done", "Pick apples", "Completed");
            assertThat(text(TASK))
                    .containsSubsequence("Status", "Completed", "Completed by", "Ada");
        } finally {
            database.jdbc()
                    .sql(
                            "update task set completed_at = null, completed_by = null,"
                                    + " completed_how = null")
                    .update();
        }
    }

    @Test
    void peopleRolesAndInitiativesListTheirTasks() {
        assertThat(text("/docs/team/people/ada/"))
                .containsSubsequence("Ada", "Open", "Pick apples", "Finished", "Press cider");
        assertThat(text("/docs/team/roles/picker/"))
                .contains("Pick apples")
                .doesNotContain("Press cider");
        assertThat(text("/docs/workstreams/fruit/initiatives/cider/"))
                .containsSubsequence("All about cider.", "Pick apples");
    }

    @Test
    void macrosAnswerOrSayWhyNotAndNothingIsEvaluated() {
        String page = docs.get("/docs/guidebook/macros/").body();

        assertThat(page)
                .contains("front matter names no owner", "guidebook/macros.md:3")
                .contains("There is no macro called nonsense", "guidebook/macros.md:5")
                .contains("<code>{{ owner() }}</code>")
                .contains("href=\"https://forge.example/x\"")
                .contains("<a href=\"" + TASK + "\">Pick apples</a>")
                .contains("{% for x in y %}${7-7}#{7-7}{% endfor %}")
                .contains("Metrics are not collected yet")
                .contains("1 of 2 done")
                .contains("2026-03-23")
                .contains("Loop text.")
                .contains("loop.md includes itself")
                .doesNotContain("java.lang");
    }

    @Test
    void aBrokenFileShowsItsLastGoodStateWithTheReason() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("workstreams/fruit/tasks/pick-apples.md", "---\ntitle: [\n---\nNew text.\n");
        files.put("guidebook/never.md", "---\n\ta: [\n---\n");
        database.loadTexts("orchard", files);

        assertThat(text(TASK))
                .contains("This file cannot be read", "pick-apples.md:", "last good state")
                .contains("The apples hang")
                .doesNotContain("New text.");
        assertThat(text("/docs/workstreams/fruit/")).contains("Pick apples");
        assertThat(text("/docs/guidebook/never/"))
                .contains("This file cannot be read", "It never could be read");
    }

    @Test
    void aChangedFileIsShownAtOnce() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("guidebook/new.md", "# Fresh\n\nJust written.\n");
        assertThat(docs.get("/docs/guidebook/new/").statusCode()).isEqualTo(404);

        database.loadTexts("orchard", files);

        assertThat(text("/docs/guidebook/new/")).contains("Just written.");
    }

    @Test
    void aPageThatABrowserHasIsNotSentAgain() {
        HttpResponse<String> first = docs.get("/docs/team/people/ada/");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
        assertThat(docs.get("/docs/team/people/ada/", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void everyAnswerForbidsWhatPagesDoNotNeed() {
        for (String path :
                List.of("/", "/docs/nothing", "/browse/tasks/guidebook/pic.svg", "/livez")) {
            HttpResponse<String> answer = docs.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src '")
                    .doesNotContain("script-src 'unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        }
        assertThat(docs.get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void pagesHaveNothingInlineAndNothingFromElsewhere() {
        for (String path :
                List.of(
                        "/",
                        "/docs/",
                        TASK,
                        "/docs/workstreams/fruit/",
                        "/docs/team/",
                        "/browse/")) {
            assertThat(docs.get(path).body())
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContainPattern("<[^>]*\\s(style|onclick|onload)=")
                    .doesNotContainPattern("<(script|link|img)[^>]*(src|href)=\"(https?:)?//");
        }
    }

    @Test
    void foreignHostNamesAreRefused() {
        assertThat(docs.rawStatus("/", "localhost:8005")).isEqualTo(200);
        assertThat(docs.rawStatus("/", "127.0.0.1")).isEqualTo(200);
        assertThat(docs.rawStatus("/", "[::1]:8005")).isEqualTo(200);
        assertThat(docs.rawStatus("/", "evil.example")).isEqualTo(403);
    }

    @Test
    void staticFilesAreKeptForAYear() {
        String body = docs.get("/").body();
        String theme =
                body.substring(body.indexOf("/assets/"), body.indexOf("/theme.js")) + "/theme.css";

        assertThat(docs.get(theme).headers().firstValue("Cache-Control").orElseThrow())
                .contains("max-age=31536000", "immutable");
        assertThat(docs.get("/assets/old/theme.css").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    private static String text(String path) {
        HttpResponse<String> page = docs.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        String body = page.body();
        return body.substring(body.indexOf("<header"))
                .replaceAll("(?s)<nav class=\"tree.*?</nav>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }
}
