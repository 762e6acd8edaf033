package io.dataface.tasks.model.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How soon a task matters; `P0` first.
public enum Priority {
    P0,
    P1,
    P2,
    P3;

    /// The priority for a word as front matter has it.
    public static Optional<Priority> findByWord(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
    }

    /// The word as front matter has it: `p0` … `p3`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
