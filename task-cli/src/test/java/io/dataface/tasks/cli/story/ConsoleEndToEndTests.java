package io.dataface.tasks.cli.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job as its users live it: `./tasks up`, a browser, a task, a pushed branch.
class ConsoleEndToEndTests {
    private static final double PATIENCE = 60_000; // milliseconds, for a loaded machine
    private static final String CELLAR = "/docs/workstreams/story/tasks/dig-the-cellar/";
    private static final String TRAPDOOR = "/docs/workstreams/story/tasks/open-the-trapdoor/";
    private static final String FAILING =
            "/docs/workstreams/tools/tasks/translate-fail-without-glossary/";

    @TempDir Path folder;

    @Test
    void aTaskInThePlanBecomesAPushedBranchWhileTheBrowserWatches() {
        try (var installation = Installation.up(folder.resolve("data"));
                var browser = Browser.open()) {
            var dependent = browser.page();
            kickOff(dependent, installation.url(TRAPDOOR));
            dependent.navigate(installation.url(TRAPDOOR));
            assertThat(dependent.locator("#task-head")).containsText("Dig the cellar");
            assertThat(dependent.locator("#task-head .chip").first()).hasText("Waiting");

            var page = browser.page();
            kickOff(page, installation.url(CELLAR));
            page.navigate(installation.url(CELLAR));
            watchTheLogGrow(page);
            finished(page, "Completed");
            assertThat(page.locator(".changes")).containsText("Add a cellar below the kitchen");
            assertThat(page.locator(".changes")).containsText("git fetch");
            assertThat(installation.git("log", "-1", "--format=%s", "task/dig-the-cellar"))
                    .isEqualTo("Add a cellar below the kitchen");

            finished(dependent, "Completed");
            assertThat(installation.git("branch", "--list", "task/open-the-trapdoor"))
                    .contains("task/open-the-trapdoor");

            kickOff(page, installation.url(FAILING));
            page.navigate(installation.url(FAILING));
            assertThat(page.locator("#task-head .why.bad"))
                    .containsText(
                            "add the glossary to the repository",
                            new ContainsTextOptions().setTimeout(PATIENCE));
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static void kickOff(Page page, String task) {
        page.navigate(task);
        page.locator("#task-head").getByText("Kick off").click();
        assertThat(page.locator("pre.prompt")).containsText("What is expected");
        page.locator("#do-kickoff").click();
        page.waitForURL("**/status");
    }

    private static void watchTheLogGrow(Page page) {
        Locator lines = page.locator("#log > div");
        assertThat(lines.first()).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
        int seen = lines.count();
        Awaitility.await("the log grows")
                .atMost(Duration.ofMillis((long) PATIENCE))
                .until(
                        () -> {
                            page.waitForTimeout(100);
                            return lines.count() > seen + 3;
                        });
    }

    private static void finished(Page page, String word) {
        assertThat(page.locator("#task-head .chip").first())
                .containsText(word, new ContainsTextOptions().setTimeout(PATIENCE));
    }
}
