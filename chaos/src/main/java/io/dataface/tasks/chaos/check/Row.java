package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row by column name, typed.
record Row(Map<String, @Nullable Object> values) {

    /// What a query answers.
    static List<Row> all(Database database, String sql, Object... parameters) {
        var rows = new ArrayList<Row>();
        for (Map<String, @Nullable Object> values : database.rows(sql, parameters)) {
            rows.add(new Row(values));
        }
        return rows;
    }

    @Nullable Object at(String column) {
        if (!values.containsKey(column)) {
            throw new IllegalArgumentException("No column " + column + " in " + values.keySet());
        }
        return values.get(column);
    }

    @Nullable String findText(String column) {
        return (String) at(column);
    }

    String text(String column) {
        return Objects.requireNonNull(findText(column), column);
    }

    @Nullable Long findNumber(String column) {
        var value = at(column);
        return value == null ? null : Long.valueOf(((Number) value).longValue());
    }

    long number(String column) {
        return Objects.requireNonNull(findNumber(column), column);
    }

    boolean yes(String column) {
        return Boolean.TRUE.equals(at(column));
    }

    @Nullable Instant findInstant(String column) {
        var value = (Timestamp) at(column);
        return value == null ? null : value.toInstant();
    }

    Instant instant(String column) {
        return Objects.requireNonNull(findInstant(column), column);
    }

    @Nullable UUID findId(String column) {
        return (UUID) at(column);
    }

    UUID id(String column) {
        return Objects.requireNonNull(findId(column), column);
    }
}
