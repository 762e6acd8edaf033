package io.dataface.tasks.docs.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.dataface.tasks.docs.Browser;
import io.dataface.tasks.docs.ConsoleApp;
import io.dataface.tasks.docs.ConsolePreview;
import io.dataface.tasks.docs.FakeManager;
import io.dataface.tasks.docs.PlanDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrowserIntegrationTests {

    private static final String FRUIT = "/docs/workstreams/fruit/";

    /// One of each kind.
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/docs/",
                    "/docs/milestones/",
                    "/docs/milestones/m1-first/",
                    "/docs/milestones/m3-later/",
                    "/docs/workstreams/",
                    FRUIT,
                    "/docs/workstreams/fruit/tasks/",
                    Orchard.TASK,
                    "/docs/workstreams/fruit/tasks/press-cider/",
                    "/docs/workstreams/fruit/initiatives/cider/",
                    "/docs/workstreams/fruit/initiatives/cider/recipe/",
                    "/docs/team/",
                    "/docs/team/people/ada/",
                    "/docs/team/roles/keeper/",
                    "/docs/guidebook/",
                    "/docs/guidebook/how-we-work/",
                    "/docs/nothing-like-it/",
                    "/docs/workstreams/fruit/tasks/pick-pears/",
                    "/browse/tasks/",
                    "/status",
                    "/workers",
                    "/kickoff?task=FRUIT-PRESS_CIDER",
                    "/search?q=apples",
                    "/search",
                    "/activity");

    private static PlanDatabase database;
    private static FakeManager manager;
    private static ConsoleApp docs;
    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.open();
        database = new PlanDatabase();
        Orchard.load(database);
        Orchard.run(database, "FRUIT-PICK_APPLES");
        database.queue(Orchard.PLAN, "FRUIT-SORT_APPLES");
        manager = new FakeManager();
        manager.answer("/api/v1/kickoffs", 200, ConsolePreview.KICKOFF);
        docs = new ConsoleApp(database, Orchard.PLAN, manager.url());
    }

    @AfterAll
    static void stop() {
        if (docs != null) {
            docs.close();
            manager.close();
            database.close();
            browser.close();
        }
    }

    @AfterEach
    void nothingWentWrongInTheBrowser() {
        assertThat(browser.errors().stream().filter(error -> !error.contains("404"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingOnAnyKindOfPage(ColorScheme theme) {
        Page page = browser.page(options -> options.setColorScheme(theme));
        List<String> found = new ArrayList<>();
        String run =
                database.jdbc()
                        .sql("select id from dispatch where state = 'RUNNING'")
                        .query(String.class)
                        .single();
        List<String> pages = new ArrayList<>(PAGES);
        pages.add("/runs/" + run);
        for (String address : pages) {
            page.navigate(url(address));
            new AxeBuilder(page)
                    .setLegacyMode(true)
                    .analyze()
                    .getViolations()
                    .forEach(
                            rule ->
                                    rule.getNodes()
                                            .forEach(
                                                    node ->
                                                            found.add(
                                                                    address
                                                                            + " "
                                                                            + rule.getId()
                                                                            + " "
                                                                            + node.getHtml()
                                                                            + " "
                                                                            + node
                                                                                    .getFailureSummary())));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyKindOfPageFitsASmallScreen() {
        Page page = browser.page(options -> options.setViewportSize(360, 740));
        for (String address : PAGES) {
            page.navigate(url(address));
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(address)
                    .isEqualTo(360);
        }
    }

    @Test
    void everyKindOfPageReadsWithoutScripts() {
        Page page = browser.page(options -> options.setJavaScriptEnabled(false));
        for (String address : PAGES) {
            page.navigate(url(address));
            assertThat(page.locator("h1")).hasCount(1);
            assertThat(page.locator("main")).isVisible();
        }
        page.navigate(url(FRUIT));
        page.locator("#plan-nav summary").filter(text("Other")).click();
        page.locator("#plan-nav").getByText("Team").click();
        assertThat(page.locator("h1")).hasText("Team");
    }

    @Test
    void aSmallScreenOpensAndClosesTheNavigation() {
        Page page = browser.page(o -> o.setViewportSize(360, 740).setJavaScriptEnabled(false));
        page.navigate(url(FRUIT));
        assertThat(page.locator("#plan-nav")).isHidden();
        page.locator(".plan-menu").click();
        assertThat(page.locator("#plan-nav")).isVisible();
        page.locator(".side-close").click();
        assertThat(page.locator("#plan-nav")).isHidden();
    }

    @Test
    void aSectionThatWasClosedStaysClosedButWhereOneIsShows() {
        Page page = browser.page();
        page.navigate(url(FRUIT));
        page.locator("[data-nav='/Milestones'] > summary").click();
        assertThat(page.getByText("Cider for all").first()).isHidden();

        page.navigate(url("/docs/workstreams/bees/"));
        assertThat(page.locator("[data-nav='/Milestones'] a").first()).isHidden();
        assertThat(page.locator("[data-nav='/Workstreams'] a").first()).isVisible();

        page.navigate(url("/docs/milestones/m1-first/"));
        assertThat(page.locator("#plan-nav [aria-current=page]")).isVisible();
    }

    @Test
    void keysTurnPagesWalkListsAndGoPlaces() {
        Page page = browser.page();
        page.navigate(url("/docs/milestones/m1-first/"));
        page.keyboard().press("n");
        page.waitForURL("**/docs/milestones/m2-cider/");
        page.keyboard().press("p");
        page.waitForURL("**/docs/milestones/m1-first/");
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator(".tasks a:focus")).hasText("Pick apples");
        page.keyboard().press("k");
        page.keyboard().press("o");
        page.waitForURL("**/tasks/number-the-trees/");
        page.keyboard().press("g");
        page.keyboard().press("r");
        page.waitForURL("**/status");
    }

    @Test
    void keysAreListedOffInFieldsAndCanBeTurnedOff() {
        Page page = browser.page();
        page.navigate(url("/docs/milestones/m1-first/"));
        page.keyboard().press("/");
        page.locator("dialog input[type=search]").pressSequentially("n");
        assertThat(page).hasURL(url("/docs/milestones/m1-first/"));
        // The first empties the field.
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);

        page.keyboard().press("?");
        assertThat(page.locator("#key-help")).isVisible();
        page.locator("#key-help input").uncheck();
        page.keyboard().press("Escape");
        assertThat(page.locator("#key-help")).hasCount(0);
        page.keyboard().press("n");
        page.keyboard().press("?");
        assertThat(page.locator("#key-help")).hasCount(0);
        page.reload();
        page.keyboard().press("n");
        assertThat(page).hasURL(url("/docs/milestones/m1-first/"));
        page.locator("#foot--keys").click();
        assertThat(page.locator("#key-help")).isVisible();
    }

    @Test
    void aGraphIsWalkedByKeyboard() {
        Page page = browser.page();
        page.navigate(url("/docs/workstreams/fruit/tasks/press-cider/"));
        page.locator(".graph .node").filter(text("Sort apples")).focus();
        page.keyboard().press("Tab");
        assertThat(page.locator(".graph .node:focus")).containsText("Clean the press");
        page.keyboard().press("Enter");
        page.waitForURL("**/tasks/clean-the-press/");
    }

    @Test
    void anOpenPageFollowsTheRegistryAndKeepsTheFocus() {
        Page page = browser.page();
        page.navigate(url("/docs/milestones/m2-cider/"));
        assertThat(page.locator("#live")).hasText("Live");
        var line = page.locator(".tasks li").filter(text("Fill bottles"));
        line.locator(".t").focus();

        database.queue(Orchard.PLAN, "FRUIT-FILL_BOTTLES");
        database.tell(
                "{\"plan\":\"orchard\",\"tasks\":[\"FRUIT-FILL_BOTTLES\"],\"dispatches\":[],\"logs\":[],\"files\":false,\"workers\":false,\"resync\":false}");

        assertThat(line.locator(".chip")).hasText("Waiting");
        assertThat(page.locator(".now dd").nth(2)).hasText("1");
        assertThat(page.locator(".tasks a:focus")).hasText("Fill bottles");
    }

    @Test
    void anOpenPageFollowsItsTextAndKeepsTheFocus() {
        Page page = browser.page();
        page.navigate(url("/docs/guidebook/how-we-work/"));
        assertThat(page.locator("#live")).hasText("Live");
        page.locator(".prose")
                .getByText("The ladder’s page")
                .or(page.locator(".prose a[href*=ladder]"))
                .first()
                .focus();

        database.jdbc()
                .sql(
                        """
                        update plan_file set blob = 'new', revision = 1 + (select max(revision) from plan), bytes = convert_to(
                            replace(convert_from(bytes, 'UTF8'), 'Early, and together.', 'Late, and alone.'), 'UTF8')
                        where path = 'guidebook/how-we-work.md'
                        """)
                .update();
        database.jdbc().sql("update plan set revision = revision + 1").update();
        database.tell(
                "{\"plan\":\"orchard\",\"tasks\":[],\"dispatches\":[],\"logs\":[],\"files\":true,\"workers\":false,\"resync\":false}");

        assertThat(page.locator(".prose")).containsText("Late, and alone.");
        assertThat(page.locator(".prose a:focus")).hasCount(1);
    }

    @Test
    void exactTimesAreTurnedToLocalOnesAndStaySo() {
        Page page = browser.page(options -> options.setTimezoneId("Asia/Tokyo"));
        page.navigate(url(FRUIT));
        var time = page.locator(".edited time");
        assertThat(time).hasText("3 d ago");
        assertThat(time.getAttribute("title")).endsWith(" UTC");
        page.locator("#foot--zone").click();
        assertThat(time.getAttribute("title")).endsWith(" +09:00");
        page.reload();
        assertThat(page.locator("#foot--zone")).hasText("Times in local time");
        assertThat(time.getAttribute("title")).endsWith(" +09:00");
    }

    @Test
    void onPaperThereIsTheTextInDarkInk() {
        Page page = browser.page(options -> options.setColorScheme(ColorScheme.DARK));
        page.navigate(url(Orchard.TASK));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        for (String gone : List.of(".bar", "#plan-nav", ".toc", ".turn", ".foot", ".task-live")) {
            assertThat(page.locator(gone)).isHidden();
        }
        assertThat(page.locator(".prose")).isVisible();
        assertThat(page.locator("dl.facts").first()).isVisible();
        assertThat(page.evaluate("getComputedStyle(document.querySelector('.prose')).color"))
                .isEqualTo("rgb(29, 36, 48)");
    }

    @Test
    void theContentsFollowTheScrollAndSoDoesTheAddress() {
        Page page = browser.page(options -> options.setViewportSize(1440, 400));
        page.navigate(url(FRUIT));
        page.evaluate("document.getElementById('m-m2-cider').scrollIntoView()");
        assertThat(page.locator(".toc [aria-current]")).hasText("Cider for all");
        assertThat(page).hasURL(url(FRUIT + "#m-m2-cider"));
        page.locator(".to-top").click();
        assertThat(page.locator("h1")).isInViewport();
    }

    @Test
    void aDarkPageNeverWasLight() {
        Page page = browser.page(options -> options.setColorScheme(ColorScheme.DARK));
        page.addInitScript(
                "new MutationObserver(() => { const body = document.body; if (body &&"
                        + " !window.first) window.first = document.documentElement.dataset.bsTheme;"
                        + " }).observe(document, {childList: true, subtree: true})");
        page.navigate(url(FRUIT));
        assertThat(page.evaluate("window.first")).isEqualTo("dark");
    }

    private static com.microsoft.playwright.Locator.FilterOptions text(String text) {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
    }

    private static String url(String path) {
        return docs.uri(path).toString();
    }
}
