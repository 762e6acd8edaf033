package io.dataface.tasks.manager.web;

import org.jspecify.annotations.Nullable;

/// Text that Postgres takes: it refuses a NUL and half a character, and escapes in JSON and
/// YAML can make both.
public final class Storable {
    private static final char REPLACEMENT = '\ufffd';

    private Storable() {}

    /// Whether the text can be stored as it is.
    public static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bad(text, i)) {
                return false;
            }
        }
        return true;
    }

    /// The text with a replacement character for each that cannot be stored.
    public static String text(String text) {
        return is(text) ? text : replaced(text);
    }

    /// The same, and null for null.
    public static @Nullable String orNull(@Nullable String text) {
        return text == null ? null : text(text);
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
