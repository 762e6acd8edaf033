package io.dataface.tasks.model.plan;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The order in which listings stand.
final class TitleOrder {

    private TitleOrder() {}

    /// What titles are compared by: NFKD, case-folded, everything but letters and digits dropped.
    static String key(String title) {
        String ascii = asciiKey(title);
        if (ascii != null) {
            return ascii;
        }
        String folded =
                decomposed(decomposed(title).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
        StringBuilder kept = new StringBuilder(folded.length());
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    // The same for most titles, at a tenth of the cost; null where a character is not ASCII.
    private static @Nullable String asciiKey(String title) {
        char[] kept = new char[title.length()];
        int length = 0;
        for (int i = 0; i < title.length(); i++) {
            char c = title.charAt(i);
            if (c >= 0x80) {
                return null;
            }
            if (c >= 'A' && c <= 'Z') {
                kept[length++] = (char) (c + 'a' - 'A');
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                kept[length++] = c;
            }
        }
        return new String(kept, 0, length);
    }

    private static String decomposed(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        return ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    /// Titles in order, then paths.
    static final Comparator<PlanPage> BY_TITLE =
            Comparator.comparing((PlanPage page) -> page.text().titleKey())
                    .thenComparing(PlanPage::path);

    /// Tasks by priority, then title, then id.
    static final Comparator<TaskPage> OF_TASKS =
            Comparator.comparing(TaskPage::priority)
                    .thenComparing(task -> task.text().titleKey())
                    .thenComparing(TaskPage::id);
}
