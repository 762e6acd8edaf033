package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.YamlNode.Entry;
import io.dataface.tasks.model.plan.YamlNode.Mapping;
import io.dataface.tasks.model.plan.YamlNode.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// Writes single front-matter fields back into a file and leaves every other byte as it is.
public final class FrontMatterEditor {

    private FrontMatterEditor() {}

    /// The file with the field's scalar replaced, or with the field as a new last line of the front
    /// matter where it is missing.
    ///
    /// The quotes that are there stay; a value that cannot stand as written gets double quotes.
    ///
    /// @throws FrontMatterException where the file has no readable front matter, or the field's
    ///     value is a list, a map or a block text
    public static byte[] setScalar(byte[] file, String field, String value) {
        try {
            if (!field.chars().allMatch(FrontMatterEditor::isNameChar) || field.isEmpty()) {
                throw new FrontMatterException("\"" + field + "\" cannot be a field's name.");
            }
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
                throw new FrontMatterException(
                        "The value of \"" + field + "\" holds half a character.");
            }
            SourceText source = SourceText.decode(file);
            FrontMatter front = FrontMatter.locate(source.text());
            if (!front.present()) {
                throw new FrontMatterException(
                        "The file has no front matter to write \""
                                + field
                                + "\" to: begin it with"
                                + " two lines of three hyphens (---).");
            }
            Edit edit = edit(source, front, field, value);
            byte[] edited = edit.applyTo(file, source);
            confirm(source, front, edited, field, value);
            return edited;
        } catch (BrokenFileException e) {
            throw new FrontMatterException("Line " + e.line() + ": " + e.reason() + " " + e.fix());
        }
    }

    private static boolean isNameChar(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    private static Edit edit(SourceText source, FrontMatter front, String field, String value)
            throws BrokenFileException {
        String yaml = source.text().substring(front.start(), front.end());
        Mapping mapping = mapping(yaml);
        Entry entry = mapping == null ? null : mapping.entries().get(field);
        if (entry != null) {
            return replacement(yaml, front, entry, field, value);
        }
        if (mapping != null && mapping.flow()) {
            throw new FrontMatterException(
                    "The front matter is written in braces: write \"" + field + "\" by hand.");
        }
        int indent = mapping == null ? 0 : mapping.mark().column() - 1;
        String line =
                " ".repeat(indent)
                        + field
                        + ": "
                        + ScalarWriter.write(field, value, ScalarStyle.PLAIN, false)
                        + front.lineEnd();
        return new Edit(front.end(), front.end(), line);
    }

    private static Edit replacement(
            String yaml, FrontMatter front, Entry entry, String field, String value) {
        if (!(entry.value() instanceof Scalar scalar)) {
            throw refused(entry, field, "a list or a map");
        }
        if (scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED) {
            throw refused(entry, field, "a block text");
        }
        int start = front.start() + yaml.offsetByCodePoints(0, scalar.start());
        int end = front.start() + yaml.offsetByCodePoints(0, scalar.end());
        String written = ScalarWriter.write(field, value, scalar.style(), true);
        // An empty value begins right behind its colon.
        return new Edit(start, end, start == end ? " " + written : written);
    }

    private static FrontMatterException refused(Entry entry, String field, String what) {
        return new FrontMatterException(
                "Line %d: \"%s\" is %s, not a single value: change it by hand."
                        .formatted(entry.key().mark().line(), field, what));
    }

    private static @Nullable Mapping mapping(String yaml) throws BrokenFileException {
        return PlanParser.mapping(
                YamlReader.read(yaml, FrontMatter.FIRST_LINE, YamlReader.Mode.STRICT));
    }

    /// Reads the result again: a write-back that would say anything else than asked does not
    /// happen.
    private static void confirm(
            SourceText before, FrontMatter front, byte[] after, String field, String value)
            throws BrokenFileException {
        SequencedMap<String, Object> expected = new LinkedHashMap<>(values(before, front));
        expected.put(field, value);
        try {
            SourceText source = SourceText.decode(after);
            FrontMatter now = FrontMatter.locate(source.text());
            Map<String, Object> written = values(source, now);
            String body = before.text().substring(front.bodyStart());
            if (written.equals(expected) && source.text().substring(now.bodyStart()).equals(body)) {
                return;
            }
        } catch (BrokenFileException e) {
            throw refusedValue(field);
        }
        throw refusedValue(field);
    }

    private static FrontMatterException refusedValue(String field) {
        return new FrontMatterException(
                "\"%s\" cannot be written here without changing something else: change it by hand."
                        .formatted(field));
    }

    /// Values alone, so that trees can be compared whatever their places.
    private static SequencedMap<String, Object> values(SourceText source, FrontMatter front)
            throws BrokenFileException {
        Mapping mapping = mapping(source.text().substring(front.start(), front.end()));
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        if (mapping != null) {
            mapping.entries().forEach((name, entry) -> values.put(name, value(entry.value())));
        }
        return values;
    }

    private static Object value(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> scalar.value();
            case YamlNode.Sequence list ->
                    list.items().stream().map(FrontMatterEditor::value).toList();
            case Mapping map -> {
                SequencedMap<String, Object> values = new LinkedHashMap<>();
                map.entries().forEach((name, entry) -> values.put(name, value(entry.value())));
                yield values;
            }
            case YamlNode.Inert _ -> "";
        };
    }

    /// Characters to put in place of others.
    private record Edit(int start, int end, String text) {
        byte[] applyTo(byte[] file, SourceText source) {
            int from = source.byteOffset(start);
            int to = source.byteOffset(end);
            byte[] middle = text.getBytes(StandardCharsets.UTF_8);
            byte[] edited = new byte[from + middle.length + file.length - to];
            System.arraycopy(file, 0, edited, 0, from);
            System.arraycopy(middle, 0, edited, from, middle.length);
            System.arraycopy(file, to, edited, from + middle.length, file.length - to);
            return edited;
        }
    }
}
