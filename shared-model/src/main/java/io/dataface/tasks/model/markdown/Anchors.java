package io.dataface.tasks.model.markdown;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Gives the headings of one page their anchors: words with dashes, a number behind what comes
/// again.
public final class Anchors {

    /// Ids that the frame around every text uses itself. Its other ids have two dashes in a row, as
    /// no anchor has.
    private static final Set<String> FRAME =
            Set.of(
                    "main",
                    "live",
                    "theme",
                    "toc",
                    "facts",
                    "search",
                    "nav",
                    "plan-nav",
                    "task-head",
                    "task-rail",
                    "task-changes",
                    "log",
                    "log-card",
                    "log-title");

    private final Set<String> taken;
    private final Map<String, Integer> counts = new HashMap<>();

    /// Anchors of a page on which nothing else has one.
    public Anchors() {
        this(Set.of());
    }

    /// @param others ids that are taken on the page already
    public Anchors(Set<String> others) {
        taken = new HashSet<>(others);
        taken.addAll(FRAME);
    }

    /// The anchor of the next heading.
    public String next(String heading) {
        String base = base(heading);
        if (taken.add(base)) {
            return base;
        }
        String id;
        do {
            id = base + "-" + counts.merge(base, 1, Integer::sum);
        } while (!taken.add(id));
        return id;
    }

    private static String base(String heading) {
        StringBuilder id = new StringBuilder();
        String lower = heading.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); ) {
            int c = lower.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)
                    || Character.getType(c) == Character.LETTER_NUMBER
                    || c == '_') {
                id.appendCodePoint(c);
            } else if (!id.isEmpty() && id.charAt(id.length() - 1) != '-') {
                id.append('-');
            }
        }
        if (!id.isEmpty() && id.charAt(id.length() - 1) == '-') {
            id.setLength(id.length() - 1);
        }
        return id.isEmpty() ? "section" : id.toString();
    }
}
