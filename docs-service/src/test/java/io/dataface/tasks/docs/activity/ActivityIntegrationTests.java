package io.dataface.tasks.docs.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.Registry;
import io.dataface.tasks.docs.RunningDocs;
import io.dataface.tasks.docs.StatementCount;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

// In order: the plan only grows.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ActivityIntegrationTests {

    private static final Pattern ENTRY =
            Pattern.compile(
                    "<li>\\s*<(?:time|span) class=\"when.*?</i>([^<]+)</span>.*?<div"
                            + " class=\"t\">\\s*<(?:a href=\"[^\"]*\"|b)>([^<]*)<",
                    Pattern.DOTALL);

    private static PlanDatabase database;
    private static RunningDocs docs;
    private static int statements;
    private static int asked;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        docs = new RunningDocs("2s", database, "pilot", StatementCount.class);
    }

    @AfterAll
    static void stop() {
        docs.close();
        database.close();
    }

    @Test
    @Order(1)
    void withoutAPlanThePageSaysWhatToDo() {
        assertThat(body("")).contains("Nothing happened", "tasks kickoff", "Plan read never");
    }

    @Test
    @Order(2)
    void whatHappenedStandsByDayTheNewestFirst() {
        database.loadTexts("pilot", Registry.planOf("one", "two", "three", "four"));
        Registry registry = new Registry(database, "pilot");
        registry.configure();
        UUID worker = registry.worker("w-1", 4);
        UUID run = registry.running("one", worker, Duration.ofSeconds(60));
        registry.ended(run, "FAILED", "exit", "<img src=x onerror=alert(1)>", 3);
        sql("update dispatch set ended_at = '2026-03-24T10:00:00Z'");
        sql(
                """
                update task set completed_at = '2026-03-25T09:30:00Z', completed_by = 'erin',
                    completed_how = 'accepted', owner_person = 'ada' where slug = 'two'
                """);
        sql(
                """
                update task set plan_status = 'completed', plan_completed_at = '2026-03-26T00:00:00Z',
                    plan_completed_day = true, plan_completed_by = 'bot', plan_pr_number = 12,
                    plan_pr_url = 'javascript:alert(1)' where slug = 'three'
                """);
        sql(
                """
                insert into audit (at, actor, action, plan_id, task_key, detail)
                select '2026-03-25T09:29:00Z', 'erin', 'accept', plan_id, key, 'looks_good' from task where slug = 'two'
                """);
        sql(
                """
                insert into audit (at, actor, action, plan_id) values ('2026-03-25T11:00:00Z', '=cmd()', 'pause', 'pilot')
                """);
        sql(
                """
                insert into pull_request (repository, number, branch, url, state, merged_at, seen_at)
                values ('code', 77, 'dependabot/x', 'https://git.example.org/code/pull/77', 'merged',
                        '2026-03-25T12:00:00Z', now()),
                       ('other', 78, 'x', 'https://git.example.org/other/pull/78', 'merged', '2026-03-25T12:00:00Z', now()),
                       ('code', 79, 'open', 'https://git.example.org/code/pull/79', 'open', null, now())
                """);
        registry.review("four");
        docs.bean(ActivityReads.class).forget();

        String page = body("week=2026-W13");
        assertThat(entries(page))
                .containsExactly(
                        "Completed Three",
                        "Merged Pull request #77",
                        "Queue paused Queue",
                        "Completed Two",
                        "Accepted Two",
                        "Failed One");
        assertThat(page)
                .contains("Thursday, 26 March 2026", "Wednesday, 25 March 2026", "that day")
                .contains("https://git.example.org/code/pull/77", "code · dependabot/x")
                .contains(
                        "/runs/" + run,
                        "&lt;img src=x onerror=alert(1)&gt;",
                        "by=erin",
                        "owner=ada")
                .doesNotContain("<img src=x", "javascript:alert", "pull/78");
        statements = statementsOf("week=2026-W13");
        assertThat(StatementCount.of(() -> body("week=2026-W13"))).isZero();
    }

    @Test
    @Order(3)
    void whatWaitsAndWhatFinishedLastStandOnTop() {
        String page = body("");
        assertThat(section(page, "h-waiting")).contains("Four", "pull/79", "PR #79");
        assertThat(section(page, "h-finished"))
                .containsSubsequence("Three", "bot", "PR #12", "Two", "erin");
        assertThat(page).contains("pull requests seen <time").contains("week=2026-W13");
    }

    @Test
    @Order(4)
    void filtersNarrowAndStandInTheAddress() {
        assertThat(entries(body("week=2026-W13&kind=completed")))
                .containsExactly("Completed Three", "Completed Two");
        assertThat(entries(body("week=2026-W13&by=erin")))
                .containsExactly("Completed Two", "Accepted Two");
        assertThat(entries(body("week=2026-W13&owner=ada&kind=decision")))
                .containsExactly("Accepted Two");
        assertThat(entries(body("week=2026-W13&agent=claude"))).containsExactly("Failed One");
        assertThat(entries(body("week=2026-W13&workstream=core"))).hasSize(4);
        assertThat(entries(body("day=2026-03-24"))).containsExactly("Failed One");
        assertThat(body("week=2026-W13&by=erin"))
                .contains(
                        "aria-label=\"Remove the filter by erin\"",
                        "href=\"/activity?week=2026-W13\"");
        assertThat(body("week=2026-W13&by=nobody")).contains("that the filters let through");
    }

    @Test
    @Order(5)
    void theTableHasTheSameRowsAndNoFormulas() {
        var answer = docs.get("/activity.csv?week=2026-W13");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"activity-2026-W13.csv\"");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.getFirst()).startsWith("at,kind,what,task,");
        assertThat(lines.get(1)).startsWith("2026-03-26,completed,Completed,");
        assertThat(answer.body()).contains(",'=cmd(),").contains("\r\n");
        assertThat(docs.get("/activity.csv?week=2026-W13&by=erin").body().lines()).hasSize(3);
    }

    @Test
    @Order(6)
    void theFeedIsAtomOfTheLastDays() throws Exception {
        sql("update dispatch set ended_at = now() - interval '1 hour'");
        var answer = docs.get("/activity.atom?kind=run");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/atom+xml");
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        Element feed =
                factory.newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        answer.body().getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement();
        assertThat(feed.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
        assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(1);
        assertThat(feed.getElementsByTagName("title").item(1).getTextContent())
                .isEqualTo("Failed: One");
        assertThat(answer.body()).contains("http://127.0.0.1:", "/runs/", "&lt;img");
    }

    @Test
    @Order(7)
    void aHundredThousandRowsCostNoMoreStatementsAndAFullDayIsCut() {
        sql(
                """
                insert into audit (at, actor, action, plan_id, task_key)
                select '2026-03-23T00:00:00Z'::timestamptz - i * interval '10 minutes', 'erin', 'kickoff', 'pilot',
                       (select key from task where slug = 'one')
                from generate_series(1, 100000) i
                """);
        sql("analyze");
        assertThat(statementsOf("week=2026-W11")).isEqualTo(statements);
        String page = body("week=2026-W11");
        assertThat(entries(page)).hasSize(7 * ActivityReads.OF_DAY);
        assertThat(page).contains("<span class=\"count num\">144</span>", "114 more on this day");
        assertThat(entries(body("day=2026-03-10"))).hasSize(144);
        assertThat(docs.get("/activity.csv?week=2026-W11").body().lines()).hasSize(7 * 144 + 1);
        long before = System.nanoTime();
        assertThat(body("week=2026-W20")).contains("The last time it did");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @Order(8)
    @ValueSource(
            strings = {
                "week=nonsense",
                "day=2026-99-99",
                "kind=%27",
                "owner=%00",
                "by=%27%20or%201%3D1",
                "week=9999-W52",
                "week=1969-W01"
            })
    void badParametersAreNone(String query) {
        for (String path : List.of("/activity", "/activity.atom", "/activity.csv")) {
            assertThat(docs.get(path + "?" + query).statusCode()).as(path).isEqualTo(200);
        }
    }

    // The fewest of some tries: what is kept by time alone is read in some of them.
    private static int statementsOf(String query) {
        return IntStream.range(0, 3)
                .map(
                        _ -> {
                            docs.bean(ActivityReads.class).forget();
                            return StatementCount.of(() -> body(query));
                        })
                .min()
                .orElseThrow();
    }

    // Each time another address, so that no page of it is kept.
    private static String body(String query) {
        var answer = docs.get("/activity?" + query + "&asked=" + asked++);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> entries(String page) {
        return ENTRY.matcher(page)
                .results()
                .map(entry -> entry.group(1).strip() + " " + entry.group(2))
                .toList();
    }

    private static String section(String page, String heading) {
        int from = page.indexOf("aria-labelledby=\"" + heading + "\"");
        return page.substring(from, page.indexOf("</section>", from));
    }

    private static void sql(String statement) {
        database.jdbc().sql(statement).update();
        docs.bean(ActivityReads.class).forget();
    }
}
