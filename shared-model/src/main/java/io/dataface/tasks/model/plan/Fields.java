package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.Problem.Severity;
import io.dataface.tasks.model.plan.SourceMarks.Mark;
import io.dataface.tasks.model.plan.YamlNode.Entry;
import io.dataface.tasks.model.plan.YamlNode.Mapping;
import io.dataface.tasks.model.plan.YamlNode.Scalar;
import io.dataface.tasks.model.plan.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The fields of one front matter; what has the wrong shape becomes a problem.
final class Fields {

    private final String path;
    private final SequencedMap<String, Entry> entries;
    private final List<Problem> problems;
    private final Map<String, Mark> marks = new HashMap<>();

    Fields(String path, @Nullable Mapping mapping, List<Problem> problems) {
        this.path = path;
        this.entries = mapping == null ? new LinkedHashMap<>() : mapping.entries();
        this.problems = problems;
        entries.forEach((name, entry) -> marks.put(name, entry.value().mark()));
    }

    Iterable<String> names() {
        return entries.keySet();
    }

    SourceMarks marks() {
        return new SourceMarks(marks);
    }

    /// The field's text as written, stripped; null where it is missing or empty.
    @Nullable String text(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        if (!(entry.value() instanceof Scalar scalar)) {
            error(
                    name,
                    "field-type",
                    "\"" + name + "\" must be a single value.",
                    "Write it on one line.");
            return null;
        }
        return scalar.isNull() || scalar.value().isBlank() ? null : scalar.value().strip();
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /// The texts of a list; a single value is a list of one.
    List<String> list(String name) {
        Entry entry = entries.get(name);
        if (entry == null || entry.value() instanceof Scalar) {
            String one = text(name);
            marks.put(name + "[0]", marks().of(name));
            return one == null ? List.of() : List.of(one);
        }
        List<String> texts = new ArrayList<>();
        if (entry.value() instanceof Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (!(item instanceof Scalar scalar)) {
                    error(
                            name,
                            "field-type",
                            "\"" + name + "\" must be a list of words.",
                            "Write one word an item.");
                    return List.of();
                }
                if (!scalar.isNull() && !scalar.value().isBlank()) {
                    marks.put(name + "[" + texts.size() + "]", scalar.mark());
                    texts.add(scalar.value().strip());
                }
            }
            return texts;
        }
        error(name, "field-type", "\"" + name + "\" must be a list.", "Write it as [a, b].");
        return List.of();
    }

    /// The texts of a map by name, in the order of the file.
    SequencedMap<String, String> map(String name) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        Entry entry = entries.get(name);
        if (entry == null || entry.value() instanceof Scalar scalar && scalar.isNull()) {
            return texts;
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            error(
                    name,
                    "field-type",
                    "\"" + name + "\" must be a map.",
                    "Write one \"name: text\" a line below it.");
            return texts;
        }
        mapping.entries()
                .forEach(
                        (key, value) -> {
                            marks.put(name + "." + key, value.key().mark());
                            if (value.value() instanceof Scalar scalar) {
                                texts.put(key, scalar.isNull() ? "" : scalar.value().strip());
                            } else {
                                report(
                                        name + "." + key,
                                        "field-type",
                                        Severity.ERROR,
                                        "\"" + key + "\" must be a text.",
                                        "Write it on one line in quotes.");
                            }
                        });
        return texts;
    }

    void error(String field, String rule, String message, String fix) {
        report(field, rule, Severity.ERROR, message, fix);
    }

    void report(String field, String rule, Severity severity, String message, String fix) {
        Mark at = marks.getOrDefault(field, Mark.START);
        problems.add(new Problem(path, at.line(), at.column(), rule, severity, message, fix));
    }
}
