package io.dataface.tasks.manager.plan;

import io.dataface.tasks.model.plan.Problem;
import org.jspecify.annotations.Nullable;

/// Text that Postgres takes. An escape in YAML can make a NUL or half a character, which it
/// refuses, and one such file must not keep the whole plan out.
final class Storable {
    private static final char REPLACEMENT = '\ufffd';

    private Storable() {}

    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bad(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    static Problem problem(Problem p) {
        return new Problem(
                p.path(),
                p.line(),
                p.column(),
                p.rule(),
                p.severity(),
                text(p.message()),
                text(p.fix()));
    }

    private static String replaced(String text) {
        var clean = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (bad(text, i)) {
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean.toString();
    }

    private static boolean bad(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c == 0;
    }
}
