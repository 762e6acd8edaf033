package io.dataface.tasks.docs.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.RunningDocs;
import io.dataface.tasks.docs.StatementCount;
import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.published.LastChange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIntegrationTests {

    private static final Pattern TITLE =
            Pattern.compile("<li><a class=\"t\" href=\"([^\"]+)\">(.*?)</a>");

    private static PlanDatabase database;
    private static RunningDocs docs;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", "# Plan\n\nWelcome to everything.\n");
        files.put("milestones/m1.md", "---\nslug: m1\ntitle: Dashboard pilot\n---\n");
        files.put("workstreams/web/index.md", "---\ntitle: Web\n---\n\nAll of the web.\n");
        files.put(
                "workstreams/web/tasks/host-it.md",
                task(
                        "Host the pilot",
                        "pr_number: 835\n",
                        "Runs on one machine, <b>not</b> two, and is working."));
        files.put(
                "workstreams/web/tasks/terraform.md",
                task("Terraform", "", "Hosting needs factories of WEB-HOST_IT dashboards."));
        files.put(
                "workstreams/web/tasks/charts.md",
                task("Charts", "status: completed\n", "### Dashboard layout\n\nLines and bars."));
        files.put(
                "workstreams/api/tasks/terraform-modules.md",
                task("Terraform modules", "status: cancelled\n", "Gone."));
        files.put(
                "guidebook/müller.md",
                "# Über Müller\n\nWrites <script>alert(1)</script> texts.\n");
        database.loadTexts("pilot", files);
        docs = new RunningDocs("2s", database, "pilot", StatementCount.class);
    }

    @AfterAll
    static void stop() {
        docs.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "WEB-HOST_IT",
        "web-host_it",
        "host-it",
        "task/host-it",
        "#835",
        "835",
        "PR #835",
        "https://github.com/a/b/pull/835",
        "http://localhost:8005/docs/workstreams/web/tasks/host-it/",
        "tasks/workstreams/web/tasks/host-it.md",
    })
    void anExactNameComesFirst(String asked) {
        assertThat(found("q=" + encode(asked))).first().asString().isEqualTo("Host the pilot");
    }

    @Test
    void pullRequestsThatTheRegistryKnowsAreFoundByNumber() {
        database.jdbc()
                .sql(
                        """
                        insert into pull_request (repository, number, task_key, branch, url, state)
                        values ('code', 901, (select key from task where slug = 'charts'), 'task/charts',
                                'https://git.example.org/code/pull/901', 'open'),
                               ('code', 902, null, 'dependabot/x', 'https://git.example.org/code/pull/902', 'open')
                        """)
                .update();
        assertThat(found("q=%23901")).containsExactly("Charts");
        assertThat(found("q=PR+902")).containsExactly("Pull request #902");
        assertThat(body("q=902")).contains("href=\"https://git.example.org/code/pull/902\"");
    }

    @Test
    void titlesComeBeforeHeadingsAndHeadingsBeforeText() {
        assertThat(found("q=dashboard")).containsExactly("Dashboard pilot", "Charts", "Terraform");
        assertThat(found("q=terraform")).startsWith("Terraform", "Terraform modules");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dashb|Dashboard pilot",
                "dashbord|Dashboard pilot",
                "dahsboard pilto|Dashboard pilot",
                "facotries|Terraform",
                "workin|Host the pilot",
                "uber muller|Über Müller",
                "Müllers|Über Müller",
                "machin|Host the pilot",
            })
    void theBeginningOfAWordAndAMisspeltOneAreEnough(String asked, String title) {
        assertThat(found("q=" + encode(asked))).first().asString().isEqualTo(title);
    }

    @Test
    void thePageSaysWhichWordsWereTakenInstead() {
        assertThat(body("q=dashbord")).contains("No page has “dashbord”; these have “dashboard”.");
        assertThat(body("q=charts+zzzzqqqq"))
                .contains("No page has all of these words; these have some of them.");
        assertThat(found("q=charts+zzzzqqqq")).containsExactly("Charts");
    }

    @Test
    void wordsAreMarkedInTitleAndSnippetAndNothingElseIsMarkup() {
        assertThat(body("q=machine"))
                .contains("Runs on one <mark>machine</mark>, not two, and is working.");
        assertThat(body("q=factory")).contains("<mark>factories</mark>");
        assertThat(body("q=writes")).contains("alert(1)").doesNotContain("<script>alert");
        assertThat(body("q=" + encode("<script>alert(1)</script>")))
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void filtersNarrowAndStandInTheAddress() {
        assertThat(found("q=terraform&workstream=api")).containsExactly("Terraform modules");
        assertThat(found("q=terraform&status=open")).containsExactly("Terraform");
        assertThat(found("q=terraform&status=cancelled")).containsExactly("Terraform modules");
        assertThat(found("q=dashboard&kind=milestone")).containsExactly("Dashboard pilot");
        assertThat(found("q=dashboard&status=completed")).containsExactly("Charts");
        assertThat(body("q=dashboard&kind=milestone"))
                .contains(
                        "<a href=\"/search?q=dashboard\"", "All <span class=\"count num\">3</span>")
                .contains("/search?q=dashboard&amp;kind=task");
        assertThat(body("q=dashboard&kind=role")).contains("Search without filters");
    }

    @Test
    void anEmptySearchSaysWhatItFinds() {
        assertThat(body("")).contains("An exact id", "<kbd>/</kbd>");
        assertThat(body("q=%20")).contains("An exact id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' | \\ & ! :* (",
                "\\",
                "a'b\\c:*&!",
                "%00%01",
                "<->",
                "::::",
                "((((",
                "-- ; drop table",
                "🙂",
                "日本",
                "the"
            })
    void noQuestionIsAnError(String asked) {
        String given = asked.startsWith("%") ? asked : encode(asked);
        assertThat(docs.get("/search?q=" + given).statusCode()).isEqualTo(200);
        assertThat(docs.get("/parts/search?q=" + given).statusCode()).isEqualTo(200);
    }

    @Test
    void nonsenseParametersAreNone() {
        assertThat(docs.get("/search?q=web&page=-3").statusCode()).isEqualTo(200);
        assertThat(docs.get("/search?q=web&page=99999999999").statusCode()).isEqualTo(200);
        assertThat(docs.get("/search?q=web&status=%27%3B").statusCode()).isEqualTo(200);
        assertThat(docs.get("/search?q=" + "w%20".repeat(1000)).statusCode()).isEqualTo(200);
    }

    @Test
    void theBoxOffersOptionsToChooseFrom() {
        String box = docs.get("/parts/search?q=terraform").body();
        assertThat(box)
                .contains("role=\"listbox\"", "id=\"search-option-0\"", "/search?q=terraform")
                .doesNotContain("<html");
        assertThat(docs.get("/parts/search?q=zzzzqqqq").body()).contains("Nothing was found");
    }

    @Test
    void aHitLeadsToTheHeadingThatItsWordsStandUnder() {
        assertThat(body("q=bars"))
                .contains("href=\"/docs/workstreams/web/tasks/charts/#dashboard-layout\"")
                .contains("<span class=\"under\">Dashboard layout</span> Lines and");
        // A word of the heading alone, one above any heading, and a name.
        assertThat(body("q=layout"))
                .contains("charts/#dashboard-layout", "Dashboard <mark>layout</mark></span> Lines");
        assertThat(body("q=welcome")).contains("href=\"/docs/\"");
        assertThat(body("q=web-charts")).contains("href=\"/docs/workstreams/web/tasks/charts/\"");
        assertThat(docs.get("/parts/search?q=bars").body()).contains("charts/#dashboard-layout");
    }

    @Test
    void aSearchIsTwoStatementsAndAMisspeltOneAtMostFive() {
        found("q=terraform");
        found("q=dashboard");
        docs.bean(LastChange.class).forget();
        // Addresses that were not asked for before.
        assertThat(StatementCount.of(() -> found("q=terraform&page=1"))).isEqualTo(2);
        assertThat(StatementCount.of(() -> found("q=terraform&page=1"))).isZero();
        assertThat(StatementCount.of(() -> found("q=dashbord&page=1"))).isBetween(3, 4);
        assertThat(StatementCount.of(() -> found("q=charts+zzzzqqqq&page=1")))
                .isLessThanOrEqualTo(5);
    }

    @Test
    void wordsThatPagesHaveAreNotTakenForOthers() {
        assertThat(body("q=dashb+writes")).contains("these have some of them");
        assertThat(body("q=dashbord+writes")).contains("these have some of them");
        assertThat(found("q=dashbord+lins")).containsExactly("Charts");
        assertThat(StatementCount.of(() -> found("q=dashb+writes&page=1"))).isBetween(2, 4);
    }

    @Test
    void anAnswerIsKeptUntilSomethingIsWrittenThatItMayShow() {
        String page = "/search?q=%23904";
        var before = docs.get(page);
        assertThat(before.body()).contains("Nothing was found");
        String tag = before.headers().firstValue("ETag").orElseThrow();
        assertThat(docs.get(page, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(docs.get("/parts/search?q=%23904").body()).contains("Nothing was found");
        database.jdbc()
                .sql(
                        """
                        insert into pull_request (repository, number, task_key, branch, url, state)
                        values ('code', 904, null, 'dependabot/y', 'https://git.example.org/code/pull/904', 'open')
                        """)
                .update();
        docs.bean(Freshness.class).drop();

        assertThat(docs.get(page, "If-None-Match", tag).body()).contains("Pull request #904");
        assertThat(docs.get("/parts/search?q=%23904").body()).contains("Pull request #904");
    }

    private static String task(String title, String fields, String problem) {
        return "---\ntitle: %s\n%s---\n\n## Problem\n\n%s\n".formatted(title, fields, problem);
    }

    private static String body(String query) {
        var answer = docs.get("/search?" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> found(String query) {
        return TITLE.matcher(body(query))
                .results()
                .map((MatchResult hit) -> hit.group(2).replaceAll("</?mark>", ""))
                .toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
