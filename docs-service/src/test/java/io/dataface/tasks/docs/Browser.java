package io.dataface.tasks.docs;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/// The Chromium of this machine.
public final class Browser implements AutoCloseable {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> errors = new ArrayList<>();

    private Browser(Path program) {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-background-networking")));
    }

    /// Skips the test, and says why, where no Chromium is installed.
    public static Browser open() {
        var found = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), "no Chromium in " + PLACES + ": install the package chromium");
        return new Browser(found.orElseThrow());
    }

    /// A fresh tab with storage of its own, 1440 × 900 in the light theme.
    public Page page() {
        return page(_ -> {});
    }

    /// A fresh tab with storage of its own.
    ///
    /// @param more what else is to be said of it: theme, size, no scripts
    public Page page(Consumer<com.microsoft.playwright.Browser.NewContextOptions> more) {
        var options =
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(1440, 900)
                        .setColorScheme(ColorScheme.LIGHT);
        more.accept(options);
        BrowserContext context = browser.newContext(options);
        Page page = context.newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(
                message -> {
                    // htmx logs a request that it replaces by a newer one; nothing is lost.
                    if (message.type().equals("error") && !message.text().startsWith("htmx:")) {
                        errors.add(message.text());
                    }
                });
        return page;
    }

    /// Errors of scripts in all tabs, and what the content security policy refused.
    public List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
