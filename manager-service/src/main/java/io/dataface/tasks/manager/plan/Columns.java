package io.dataface.tasks.manager.plan;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns rows into the arrays that `unnest` takes: many rows, one statement.
final class Columns {
    /// Rows a statement.
    static final int CHUNK = 1000;

    private Columns() {}

    /// The rows in chunks of at most [#CHUNK].
    static <T> List<List<T>> chunks(List<T> rows) {
        return java.util.stream.IntStream.iterate(0, i -> i < rows.size(), i -> i + CHUNK)
                .mapToObj(i -> rows.subList(i, Math.min(rows.size(), i + CHUNK)))
                .toList();
    }

    static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> value) {
        @Nullable String[] column = new @Nullable String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    static <T> @Nullable Integer[] numbers(List<T> rows, Function<T, @Nullable Integer> value) {
        @Nullable Integer[] column = new @Nullable Integer[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    static <T> @Nullable Long[] keys(List<T> rows, Function<T, @Nullable Long> value) {
        @Nullable Long[] column = new @Nullable Long[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    static <T> Boolean[] flags(List<T> rows, Function<T, Boolean> value) {
        return rows.stream().map(value).toArray(Boolean[]::new);
    }

    /// Null where a row has none.
    @SuppressWarnings("NullAway") // Arrays of arrays cannot say that their elements may be null.
    static <T> byte[][] bytes(List<T> rows, Function<T, byte @Nullable []> value) {
        byte[][] column = new byte[rows.size()][];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
