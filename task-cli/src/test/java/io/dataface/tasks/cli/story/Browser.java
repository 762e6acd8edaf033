package io.dataface.tasks.cli.story;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// The Chromium of this machine.
final class Browser implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private final Playwright playwright;
    private final BrowserContext context;
    private final List<String> errors = new ArrayList<>();

    private Browser(Playwright playwright, BrowserContext context) {
        this.playwright = playwright;
        this.context = context;
    }

    /// Skips the test, and says why, where no Chromium is installed.
    static Browser open() {
        var found = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), "no Chromium in " + PLACES + ": install the package chromium");
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(found.get())
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-background-networking")));
        return new Browser(playwright, browser.newContext());
    }

    Page page() {
        Page page = context.newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(
                m -> {
                    // htmx logs a request that it replaces by a newer one; nothing is lost.
                    if (m.type().equals("error") && !m.text().startsWith("htmx:")) {
                        errors.add(m.text());
                    }
                });
        return page;
    }

    /// Errors of scripts, and what the content security policy refused.
    List<String> errors() {
        return errors;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
