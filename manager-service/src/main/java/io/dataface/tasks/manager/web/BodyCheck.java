package io.dataface.tasks.manager.web;

import io.dataface.tasks.manager.web.ApiException.Violation;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Looks through a body for what is missing and for text that is too long or cannot be stored.
///
/// @param longest characters of a text; [Integer#MAX_VALUE]: texts are not looked at
record BodyCheck(int longest, List<Violation> found) {
    private static final int MOST = 20;
    private static final Map<Class<?>, List<Part>> PARTS = new ConcurrentHashMap<>();

    private record Part(RecordComponent component, boolean nullable) {}

    /// @param at JSON pointer of the record
    void record(Record record, String at) {
        for (Part part : PARTS.computeIfAbsent(record.getClass(), BodyCheck::parts)) {
            Object value = value(record, part.component());
            String pointer = at + "/" + part.component().getName();
            if (value == null && !part.nullable()) {
                add(pointer, "is missing: it must have a value");
            } else {
                value(value, pointer);
            }
        }
    }

    private void value(@Nullable Object value, String at) {
        switch (value) {
            case Record record -> record(record, at);
            case List<?> list -> {
                for (int i = 0; i < list.size() && found.size() < MOST; i++) {
                    Object item = list.get(i);
                    if (item == null) {
                        add(at + "/" + i, "is null: leave it out or give a value");
                    } else {
                        value(item, at + "/" + i);
                    }
                }
            }
            case String text -> text(text, at);
            case null, default -> {}
        }
    }

    private void text(String text, String at) {
        if (longest == Integer.MAX_VALUE) {
            return;
        }
        if (text.length() > longest) {
            add(at, "has %d characters: at most %d".formatted(text.length(), longest));
        } else if (!Storable.is(text)) {
            add(at, "has a NUL or half a character, which cannot be stored: take it out");
        }
    }

    private void add(String pointer, String detail) {
        if (found.size() < MOST) {
            found.add(new Violation(pointer, detail));
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Part> parts(Class<?> type) {
        return java.util.Arrays.stream(type.getRecordComponents())
                .map(c -> new Part(c, nullable(c)))
                .toList();
    }

    private static boolean nullable(RecordComponent component) {
        component.getAccessor().setAccessible(true);
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
