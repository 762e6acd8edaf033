package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.SourceMarks.Mark;
import java.util.List;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// A piece of YAML as written, with its place in the file.
sealed interface YamlNode {

    Mark mark();

    /// A text; nothing is made of words that look like numbers or dates.
    ///
    /// @param start offset in the YAML text, in code points
    /// @param end offset behind its last character, in code points
    record Scalar(String value, ScalarStyle style, int start, int end, Mark mark)
            implements YamlNode {
        boolean isNull() {
            return style == ScalarStyle.PLAIN
                    && (value.isEmpty() || value.equals("~") || value.equalsIgnoreCase("null"));
        }
    }

    record Sequence(List<YamlNode> items, Mark mark) implements YamlNode {}

    /// @param flow whether it is written in braces
    record Mapping(SequencedMap<String, Entry> entries, boolean flow, Mark mark)
            implements YamlNode {}

    record Entry(Scalar key, YamlNode value) {}

    /// Something that is read over: an alias, or a value with a tag.
    record Inert(Mark mark) implements YamlNode {}
}
