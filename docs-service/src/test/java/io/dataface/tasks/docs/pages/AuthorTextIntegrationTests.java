package io.dataface.tasks.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.dataface.tasks.docs.Browser;
import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.RunningDocs;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What authors write, as a reader's browser shows it.
class AuthorTextIntegrationTests {

    private static final Map<String, String> FILES =
            Map.of(
                    "mkdocs.yml",
                    "site_name: Orchard\nnav:\n- guidebook/text.md\n- Gone: guidebook/gone.md\n",
                    "README.md",
                    """
                    # Home

                    [Good](guidebook/text.md#a-table), [no page](gone.md), [no heading](#gone)
                    and ![no image](gone.png).
                    """,
                    "guidebook/part.md",
                    "# Part\n\n## A table\n\nIncluded.[^1]\n\n[^1]: Its note.\n",
                    "guidebook/text.md",
                    """
                    # Text

                    !!! warning "Hot surface"
                        Do *not* touch.

                    ??? note
                        Folded away.

                    Term
                    :   What it means

                    ## A table

                    | a | b |
                    | --- | --- |
                    | 1 | 2 |

                    ```java title="Apple.java" linenums="1" hl_lines="1"
                    int apples = 2;
                    ```

                    ```python hl_lines="2-3"
                    # How many there are
                    def apples(trees):
                        return "some" if trees > 2 else None  # none are left
                    ```

                    ## Keys

                    ## Zone

                    ## Live

                    ```mermaid
                    graph LR
                      Tree --> Basket --> Cider
                    ```

                    ```mermaid
                    graph LR
                      Tree -->
                    ```

                    Noted.[^1]

                    [^1]: A note.

                    {{ include("part.md") }}
                    """);

    private static PlanDatabase database;
    private static RunningDocs docs;
    private static Browser browser;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        database.loadTexts("orchard", FILES);
        docs = new RunningDocs(database, "orchard");
        browser = Browser.open();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        docs.close();
        database.close();
    }

    @Test
    void aDiagramIsDrawnAndOneThatCannotBeKeepsItsSource() {
        Page page = browser.page();
        page.navigate(docs.url("/docs/guidebook/text/"));
        page.waitForSelector(".picture.drawn");
        page.waitForSelector(".diagram-note");
        var frame = page.frameLocator(".picture.drawn iframe");

        assertThat(frame.locator("svg").textContent()).contains("Tree", "Basket", "Cider");
        assertThat(page.locator(".picture.drawn iframe").boundingBox().width).isGreaterThan(200);
        assertThat(page.locator(".diagram-note").textContent()).startsWith("The diagram is not");
        assertThat(page.locator(".diagram:has(.diagram-note) pre").isVisible()).isTrue();
        assertThat(page.locator(".diagram:has(.drawn) pre").isVisible()).isFalse();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aDiagramThatComesWithANewTextIsDrawnToo() {
        Page page = browser.page();
        page.navigate(docs.url("/docs/"));
        page.evaluate(
                """
                () => {
                  const prose = document.querySelector(".prose");
                  prose.innerHTML =
                    "<div class='diagram'><pre><code>graph LR\\n  a --> b</code></pre></div>";
                  prose.dispatchEvent(new CustomEvent("docs:fresh", { bubbles: true }));
                }
                """);

        assertThat(page.waitForSelector(".picture.drawn").isVisible()).isTrue();
    }

    @Test
    void withoutScriptsADiagramIsItsSource() {
        Page page = browser.page(options -> options.setJavaScriptEnabled(false));
        page.navigate(docs.url("/docs/guidebook/text/"));

        assertThat(page.locator(".diagram pre").first().textContent()).contains("Tree --> Basket");
        assertThat(page.locator(".diagram pre").first().isVisible()).isTrue();
    }

    @Test
    void codeHasACopyButtonAndColours() {
        Page page = browser.page();
        page.navigate(docs.url("/docs/guidebook/text/"));
        page.waitForSelector("code.language-java .hljs-type");

        assertThat(page.locator(".code:has(.code-title) button.copy").count()).isEqualTo(1);
        assertThat(page.locator(".code-title").textContent()).isEqualTo("Apple.java");
        assertThat(page.locator(".marked mark").count()).isEqualTo(3);
        assertThat(page.locator("pre.numbered .lines").textContent()).isEqualTo("1");
    }

    @Test
    void twoTextsOnAPageHaveIdsOfTheirOwn() {
        Page page = browser.page();
        page.navigate(docs.url("/docs/guidebook/text/"));

        assertThat(
                        page.evaluate(
                                """
                                () => {
                                  const ids = [...document.querySelectorAll("[id]")].map((n) => n.id);
                                  return ids.filter((id, i) => ids.indexOf(id) !== i).join();
                                }
                                """))
                .isEqualTo("");
        assertThat(page.locator("#a-table-1").textContent()).startsWith("A table");
        assertThat(page.locator("#i1-fn-1").textContent()).contains("Its note");
    }

    @Test
    void headingsThatAreCalledAsPartsOfTheFrameTakeNothingFromIt() {
        Page page = browser.page();
        page.navigate(docs.url("/docs/guidebook/text/#keys"));
        page.getByText("Times in UTC").click();
        page.getByText("Times in local time").click();
        page.locator(".foot").getByText("Keyboard").click();

        assertThat(page.locator("#key-help").isVisible()).isTrue();
        assertThat(page.locator("#keys").textContent()).startsWith("Keys");
        assertThat(page.locator("#live-1").textContent()).startsWith("Live");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void whatLeadsNowhereIsMarkedAndReported() {
        String home = docs.get("/docs/").body();
        assertThat(home)
                .contains("href=\"/docs/guidebook/text/#a-table\"")
                .contains("title=\"Nothing is at &#34;gone.md&#34;.")
                .contains("no image (image not found)")
                .contains("href=\"/docs/guidebook/gone/\" class=\"lost\"");
        String report = docs.get("/docs/-/problems").body();
        assertThat(report)
                .contains(
                        "link-broken 1",
                        "anchor-missing 1",
                        "image-broken 1",
                        "nav-target-missing 1")
                .contains(">3:36 link-broken<");
        assertThat(docs.get("/docs/-/problems?rule=image-broken").body())
                .contains("gone.png")
                .doesNotContain("gone.md");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothing(ColorScheme theme) {
        Page page = browser.page(options -> options.setColorScheme(theme));
        for (String path : new String[] {"/docs/guidebook/text/", "/docs/", "/docs/-/problems"}) {
            page.navigate(docs.url(path));
            if (path.contains("text")) {
                page.waitForSelector(".picture.drawn");
                page.waitForSelector("code.language-java .hljs-type");
                page.waitForSelector("code.language-python .hljs-comment");
            }
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as(path)
                    .extracting(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                    .isEmpty();
        }
    }
}
