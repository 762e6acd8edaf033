package io.dataface.tasks.docs.search;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.dataface.tasks.docs.Browser;
import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.Registry;
import io.dataface.tasks.docs.RunningDocs;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchBoxEndToEndTests {

    private static PlanDatabase database;
    private static RunningDocs docs;
    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.open();
        database = new PlanDatabase();
        database.loadTexts("pilot", Registry.planOf("pick-apples", "press-apples", "bees"));
        database.jdbc()
                .sql(
                        """
                        insert into audit (actor, action, plan_id, task_key)
                        select 'erin', 'kickoff', plan_id, key from task
                        """)
                .update();
        docs = new RunningDocs(database, "pilot");
    }

    @AfterAll
    static void stop() {
        docs.close();
        database.close();
        browser.close();
    }

    @Test
    void keysOpenTheBoxArrowsChooseAndEnterOpens() {
        Page page = open("/status");
        page.keyboard().press("/");
        page.keyboard().type("apples");
        Locator chosen = page.locator("[role=option][aria-selected=true]");
        assertThat(chosen).containsText("Pick apples");
        page.keyboard().press("ArrowDown");
        assertThat(chosen).containsText("Press apples");
        page.keyboard().press("ArrowUp");
        assertThat(chosen).containsText("Pick apples");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.waitForURL("**/docs/workstreams/core/tasks/press-apples/");
        assertThat(browser.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "s", "f", "Control+k"})
    void escapeClosesTheBoxAndFocusGoesBack(String key) {
        Page page = open("/activity");
        page.locator(".weeks a").first().focus();
        page.keyboard().press(key);
        assertThat(page.locator("dialog.search-box input")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.search-box")).isHidden();
        assertThat(page.locator(".weeks a").first()).isFocused();
    }

    @Test
    void aKeyInAFieldIsText() {
        Page page = open("/search?q=x");
        page.locator("#q").focus();
        page.keyboard().type("/sf");
        assertThat(page.locator("dialog.search-box")).hasCount(0);
        assertThat(page.locator("#q")).hasValue(Pattern.compile(".*/sf.*"));
    }

    @Test
    void whereKeysAreTurnedOffTheyDoNothing() {
        Page page = open("/status");
        page.evaluate("localStorage.setItem('keys', 'off')");
        page.keyboard().press("/");
        assertThat(page.locator("dialog.search-box")).hasCount(0);
    }

    @Test
    void whatTheSearchCannotAnswerIsSaid() {
        Page page = open("/status");
        page.route("**/parts/search*", route -> route.abort());
        page.keyboard().press("/");
        page.keyboard().type("apples");
        assertThat(page.locator(".search-box .results")).containsText("does not answer");
    }

    @Test
    void withoutScriptsTheSearchIsAPage() {
        Page page = browser.page(options -> options.setJavaScriptEnabled(false));
        page.navigate(docs.url("/status"));
        page.locator(".search-open").click();
        page.locator("#q").fill("apples");
        page.locator(".search-form button").click();
        assertThat(page.locator(".hits li")).hasCount(2);
        assertThat(page.locator(".hits mark").first()).hasText("apples");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nobodyIsKeptOut(ColorScheme theme) {
        Page page = browser.page(options -> options.setColorScheme(theme));
        for (String path :
                new String[] {
                    "/search",
                    "/search?q=apples",
                    "/search?q=zzzz",
                    "/activity",
                    "/activity?week=2020-W01&by=x"
                }) {
            page.navigate(docs.url(path));
            assertThat(new AxeBuilder(page).analyze().getViolations()).as(path).isEmpty();
        }
        page.keyboard().press("Control+k");
        page.keyboard().type("apples");
        assertThat(page.locator("[role=option]").first()).isVisible();
        assertThat(new AxeBuilder(page).analyze().getViolations()).as("the box").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search?q=apples", "/activity", "/search"})
    void nothingIsWiderThanASmallScreen(String path) {
        Page page = browser.page(options -> options.setViewportSize(360, 740));
        page.navigate(docs.url(path));
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }

    private static Page open(String path) {
        Page page = browser.page();
        page.navigate(docs.url(path));
        return page;
    }
}
