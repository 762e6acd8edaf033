package io.dataface.tasks.manager.dispatch;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows turned into columns, as `unnest` takes them.
final class Columns {
    private Columns() {}

    /// A column of texts that may be null.
    static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> of) {
        @Nullable String[] texts = new String[rows.size()];
        int i = 0;
        for (T row : rows) {
            texts[i++] = of.apply(row);
        }
        return texts;
    }
}
