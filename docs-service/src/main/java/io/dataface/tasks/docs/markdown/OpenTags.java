package io.dataface.tasks.docs.markdown;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Counts the author's tags that are open at once.
///
/// The sanitizer opens unclosed ones anew in every block behind them, which a text can make use of.
final class OpenTags {

    private static final int MOST = 8;
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]{0,15})");

    /// Elements that close by themselves.
    private static final Set<String> FREE =
            Set.of("br", "hr", "img", "input", "p", "li", "dt", "dd", "tr", "td", "th");

    /// Elements whose text is not looked into, so that one left open takes the rest of the page.
    private static final Set<String> RAW =
            Set.of(
                    "script",
                    "style",
                    "textarea",
                    "title",
                    "iframe",
                    "noscript",
                    "xmp",
                    "noembed",
                    "noframes",
                    "plaintext");

    private int open;
    private boolean tooMany;
    private @Nullable String raw;

    /// Takes the author's HTML in the order of the text.
    void see(String html) {
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            see(
                    html.substring(tag.start(2), tag.end(2)).toLowerCase(Locale.ROOT),
                    tag.end(1) > tag.start(1));
        }
    }

    private void see(String name, boolean closes) {
        if (RAW.contains(name)) {
            if (raw == null && !closes) {
                raw = name;
            } else if (closes && name.equals(raw)) {
                raw = null;
            }
        } else if (!FREE.contains(name)) {
            open = closes ? Math.max(0, open - 1) : open + 1;
            tooMany |= open > MOST;
        }
    }

    /// Whether the HTML, all of it seen, closes enough of what it opens.
    boolean areTame() {
        return !tooMany && raw == null;
    }
}
