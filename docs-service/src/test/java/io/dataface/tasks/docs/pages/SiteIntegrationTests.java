package io.dataface.tasks.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.RunningDocs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteIntegrationTests {

    private static PlanDatabase database;
    private static RunningDocs docs;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        Orchard.load(database);
        docs = new RunningDocs(database, Orchard.PLAN);
    }

    @AfterAll
    static void stop() {
        docs.close();
        database.close();
    }

    @Test
    void theNavigationIsThePlansOwnAndForgetsNothing() {
        assertThat(nav("/docs/"))
                .isEqualTo(
                        "Close Overview Milestones First harvest Cider for all Workstreams Fruit"
                                + " Bees Reading Guidebook How we work The forge Other Guidebook"
                                + " Milestones Team");
        assertThat(nav("/docs/guidebook/tools/basket/"))
                .contains("Other Guidebook Tools The basket The ladder Words Milestones Team");
    }

    @Test
    void theNavigationShowsWhatBelongsToWhereOneIs() {
        assertThat(nav(Orchard.TASK)).contains("Fruit Initiatives Tasks Bees");
        assertThat(nav("/docs/workstreams/fruit/initiatives/cider/recipe/"))
                .contains("Fruit Initiatives Cider The recipe Tasks Bees");
        assertThat(docs.get("/docs/milestones/m1-first/").body())
                .containsOnlyOnce("aria-current=\"page\">First harvest")
                .contains("data-nav=\"/Milestones\" data-here=\"true\" open")
                .doesNotContain("data-nav=\"/Other\" data-here");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs/workstreams/fruit/tasks/pick-apples/, Plan / Fruit / Tasks",
        "/docs/workstreams/fruit/, Plan / Workstreams",
        "/docs/workstreams/fruit/initiatives/cider/recipe/, Plan / Fruit / Initiatives / Cider",
        "/docs/team/people/ada/, Plan / Team / People",
        "/docs/guidebook/tools/ladder/, Plan / Guidebook / Tools",
        "/docs/workstreams/fruit/tasks/, Plan / Fruit"
    })
    void breadcrumbsLeadToEveryPlaceAbove(String address, String crumbs) {
        Matcher found =
                Pattern.compile("(?s)class=\"crumbs\">(.*?)</nav>")
                        .matcher(docs.get(address).body());
        assertThat(found.find()).isTrue();
        assertThat(words(found.group(1))).isEqualTo(crumbs);
        Matcher links = Pattern.compile("href=\"([^\"]+)\"").matcher(found.group(1));
        while (links.find()) {
            assertThat(docs.get(links.group(1)).statusCode()).as(links.group(1)).isEqualTo(200);
        }
    }

    @Test
    void previousAndNextFollowTheNavigationAndTheListing() {
        assertThat(turn("/docs/")).containsExactly("next /docs/milestones/m1-first/");
        assertThat(turn("/docs/milestones/m2-cider/"))
                .containsExactly(
                        "prev /docs/milestones/m1-first/", "next /docs/workstreams/fruit/");
        assertThat(turn(Orchard.TASK))
                .containsExactly(
                        "prev /docs/workstreams/fruit/tasks/number-the-trees/",
                        "next /docs/workstreams/fruit/tasks/sort-apples/");
    }

    @Test
    void aWindowIsNamedByTaskWorkstreamAndSite() {
        assertThat(docs.get("/docs/workstreams/fruit/tasks/press-cider/").body())
                .contains("<title>Press cider · Fruit · Orchard</title>");
        assertThat(docs.get("/docs/workstreams/fruit/tasks/clean-the-press/").body())
                .contains("<title>Completed · Clean the press · Fruit · Orchard</title>");
        assertThat(docs.get("/docs/workstreams/fruit/tasks/").body())
                .contains("<title>Tasks · Fruit · Orchard</title>");
    }

    @Test
    void theTeamSaysWhoDoesAndOwnsWhat() {
        assertThat(words(region("/docs/team/", "text")))
                .containsSubsequence(
                        "People 2",
                        "Ada",
                        "Cider",
                        "1 of 3 done",
                        "Grace",
                        "Picker",
                        "Fruit",
                        "Roles 2",
                        "Keeper of bees",
                        "Nobody fills this role",
                        "Bees",
                        "Picker",
                        "Grace",
                        "Fruit");
        assertThat(words(region("/docs/team/people/ada/", "about")))
                .contains("Also ada.l, countess", "Answers for Picker", "Owns Cider")
                .doesNotContain("Does");
        assertThat(words(region("/docs/team/people/grace/", "about")))
                .contains("Does Picker", "Owns Fruit");
        assertThat(words(region("/docs/team/roles/picker/", "about")))
                .contains("Accountable Ada", "Filled by Grace", "Owns Fruit");
        assertThat(words(region("/docs/team/roles/keeper/", "about")))
                .contains("Problem Nobody fills this role");
    }

    @Test
    void aMilestoneIsDrawnByWorkstreamAndByDay() {
        assertThat(words(region("/docs/milestones/m1-first/", "about")))
                .containsSubsequence(
                        "Completed 2",
                        "By workstream",
                        "Fruit (Picker) 1/3",
                        "Bees (Keeper of bees) 1/2",
                        "Burn-up 2 of 5",
                        "2026-08-01");
        assertThat(docs.get("/docs/milestones/m1-first/").body())
                .contains("role=\"img\" aria-label=\"2 of 5 tasks completed by ")
                .contains("the first on 2026-08-02");
    }

    @Test
    void aTaskShowsWhoWaitsForWhat() {
        assertThat(words(region("/docs/workstreams/fruit/tasks/press-cider/", "graph")))
                .containsSubsequence(
                        "Number the trees",
                        "Pick apples",
                        "Sort apples by size Not started",
                        "Clean the press Completed",
                        "Press cider Not started",
                        "Fill bottles");
    }

    @Test
    void aPageSaysWhereItComesFrom() {
        assertThat(words(region("/docs/guidebook/words/", "origin")))
                .containsSubsequence(
                        "Edited",
                        "by dave",
                        "Source at commit",
                        "/plans/orchard/tasks/guidebook/words.md");
        assertThat(region("/docs/guidebook/words/", "origin"))
                .contains("href=\"/browse/tasks/guidebook/words.md\"");
    }

    @Test
    void aPlanOfAForgeLeadsToItsFilesThere() {
        database.jdbc()
                .sql(
                        "update plan set source = 'github.com:acme/orchard.git', source_kind ="
                                + " 'git', ref = 'plans/2026', revision = revision + 1")
                .update();
        try {
            assertThat(region("/docs/guidebook/words/", "origin"))
                    .contains(
                            "https://github.com/acme/orchard/blob/3f9c2ab6d1e84c0f9a7b5d2e1c3f4a5b6c7d8e9f/tasks/guidebook/words.md")
                    .contains(
                            "https://github.com/acme/orchard/edit/plans/2026/tasks/guidebook/words.md");
        } finally {
            database.jdbc()
                    .sql(
                            "update plan set source = '/plans/orchard', source_kind = 'folder',"
                                    + " ref = null, revision = revision + 1")
                    .update();
        }
    }

    @Test
    void aTaskWhoseTextChangedAfterItsDispatchSaysSo() {
        String address = "/docs/workstreams/fruit/tasks/number-the-trees/";
        assertThat(docs.get(Orchard.TASK).body()).doesNotContain("Plan moved");

        Orchard.run(database, "FRUIT-PICK_APPLES");
        Orchard.run(database, "FRUIT-NUMBER_THE_TREES");

        String moved = docs.get(Orchard.TASK).body();
        assertThat(words(moved))
                .contains("Plan moved", "The plan has moved since run 1 was given its text")
                .contains("A follow-up tells it what is new.");
        assertThat(moved)
                .contains("<div class=\"del\">-The apples are ripe, and")
                .contains("<div class=\"add\">+The apples hang *high*, and");
        // What is completed goes nowhere any more.
        assertThat(docs.get(address).body()).doesNotContain("Plan moved");
    }

    @Test
    void aTaskShowsItsPullRequest() {
        database.jdbc()
                .sql(
                        """
                        insert into pull_request (repository, number, task_key, branch, url, state)
                        select 'main', 12, key, 'task/fill-bottles', 'https://forge.example/pull/12', 'open'
                        from task where id = 'FRUIT-FILL_BOTTLES'
                        """)
                .update();
        Orchard.run(database, "FRUIT-FILL_BOTTLES");

        assertThat(docs.get("/docs/workstreams/fruit/tasks/fill-bottles/").body())
                .contains("href=\"https://forge.example/pull/12\"", "PR #12 open");
    }

    @ParameterizedTest
    @CsvSource({
        "workstreams/fruit/, workstream",
        "workstreams/bees/, workstream-without-a-macro",
        "milestones/m1-first/, milestone",
        "workstreams/fruit/tasks/clean-the-press/, task"
    })
    void aPageReadsAsItsListingIsWrittenDown(String address, String golden) throws IOException {
        String page = docs.get("/docs/" + address).body();
        String heading = page.substring(page.indexOf("<h1>"), page.indexOf("</h1>") + 5);
        String facts = golden.equals("task") ? facts(page) : "";
        String text = lines(heading + "\n" + facts + region("/docs/" + address, "text"));
        Path kept = Path.of("src/test/resources/golden", golden + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, text);
        }
        assertThat(text).isEqualTo(Files.readString(kept));
    }

    private static String facts(String page) {
        int from = page.indexOf("<dl class=\"facts\">");
        return page.substring(from, page.indexOf("</dl>", from)).replaceAll("</dt>\\s*", ": ");
    }

    private static String nav(String address) {
        String page = docs.get(address).body();
        int from = page.indexOf("id=\"plan-nav\"");
        return words(page.substring(page.indexOf('>', from) + 1, page.indexOf("</nav>", from)));
    }

    private static List<String> turn(String address) {
        return Pattern.compile("<a rel=\"(prev|next)\" href=\"([^\"]+)\"")
                .matcher(docs.get(address).body())
                .results()
                .map(link -> link.group(1) + " " + link.group(2))
                .toList();
    }

    // Regions end where the next landmark of the page begins.
    private static String region(String address, String name) {
        String page = docs.get(address).body();
        int from = page.indexOf("data-region=\"" + name + "\"");
        assertThat(from).as(name + " of " + address).isPositive();
        String rest = page.substring(page.indexOf('>', from) + 1);
        int to =
                List.of("<nav class=\"turn\"", "</main>", "data-region=", "<div class=\"body\"")
                        .stream()
                        .mapToInt(rest::indexOf)
                        .filter(at -> at >= 0)
                        .min()
                        .orElse(rest.length());
        int open = rest.lastIndexOf('<', to);
        return rest.substring(0, rest.charAt(to) == '<' ? to : open);
    }

    private static String words(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }

    private static String lines(String html) {
        return html.replaceAll("(?s)<a [^>]*permalink.*?</a>", "")
                .replaceAll("</(h[1-6]|p|li|dd|blockquote)>", "\u0001")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?\u0001 ?", "\n")
                .replace("&#39;", "'")
                .replaceAll("(?m)^ +| +$", "")
                .replaceAll("\n+", "\n")
                .strip()
                .concat("\n");
    }

    static {
        if (!Files.isDirectory(Path.of("src/test/resources"))) {
            throw new UncheckedIOException(new IOException("run the tests in the module's folder"));
        }
    }
}
