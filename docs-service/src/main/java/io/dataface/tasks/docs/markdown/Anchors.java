package io.dataface.tasks.docs.markdown;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Gives headings their anchors: words with dashes, a number behind what comes again.
final class Anchors {

    private final Set<String> taken;

    /// @param reserved ids that the page around the text uses itself
    Anchors(Set<String> reserved) {
        taken = new HashSet<>(reserved);
    }

    String next(String heading) {
        String base =
                heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_]+", "-")
                        .replaceAll("^-+|-+$", "");
        if (base.isEmpty()) {
            base = "section";
        }
        String id = base;
        for (int n = 1; !taken.add(id); n++) {
            id = base + "-" + n;
        }
        return id;
    }
}
