package io.dataface.tasks.manager.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says in words what a value should have been.
final class Wanted {
    private static final int LONGEST = 60;
    private static final Set<Class<?>> WHOLE = Set.of(long.class, Long.class);
    private static final Set<Class<?>> SMALL = Set.of(int.class, Integer.class);
    private static final Set<Class<?>> FLAGS = Set.of(boolean.class, Boolean.class);

    private Wanted() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (SMALL.contains(type)) {
            return "a whole number of at most 2147483647";
        }
        if (WHOLE.contains(type)) {
            return "a whole number";
        }
        if (FLAGS.contains(type)) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : object(type);
    }

    private static String object(Class<?> type) {
        if (type == UUID.class) {
            return "an id (a UUID)";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        return type == BigDecimal.class ? "a number" : "an object";
    }

    /// What came instead, not all of it if it is long.
    static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
