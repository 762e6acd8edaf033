package io.dataface.tasks.model.plan;

import java.util.Map;

/// Where the front-matter values of a page stand in its file.
///
/// @param byField position by field name; items of a list as `field[0]`, values of a map as
/// `field.key`
public record SourceMarks(Map<String, Mark> byField) {

    public static final SourceMarks NONE = new SourceMarks(Map.of());

    /// A place in a file, 1-based, columns in code points.
    public record Mark(int line, int column) {
        public static final Mark START = new Mark(1, 1);
    }

    public SourceMarks {
        byField = Map.copyOf(byField);
    }

    /// Where the field stands, or the start of the file where it does not.
    public Mark of(String field) {
        return byField.getOrDefault(field, Mark.START);
    }
}
