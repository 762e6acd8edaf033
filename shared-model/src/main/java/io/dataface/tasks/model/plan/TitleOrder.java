package io.dataface.tasks.model.plan;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The order in which listings stand.
final class TitleOrder {

    private final Map<String, String> keys = new HashMap<>();

    /// What titles are compared by: NFKD, case-folded, everything but letters and digits dropped.
    static String key(String title) {
        String folded =
                decomposed(decomposed(title).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
        StringBuilder kept = new StringBuilder(folded.length());
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String decomposed(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        return ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    /// Titles in order; each title's key is made once.
    Comparator<PlanPage> byTitle() {
        return Comparator.comparing(
                        (PlanPage p) -> keys.computeIfAbsent(p.title(), TitleOrder::key))
                .thenComparing(PlanPage::path);
    }

    /// Tasks by priority, then title, then id.
    Comparator<TaskPage> ofTasks() {
        return Comparator.comparing(TaskPage::priority)
                .thenComparing((TaskPage t) -> keys.computeIfAbsent(t.title(), TitleOrder::key))
                .thenComparing(TaskPage::id);
    }
}
