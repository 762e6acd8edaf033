package io.dataface.tasks.model.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A macro call in a markdown text.
///
/// @param macro null where the name is unknown, and then `error` says so
/// @param name as written; `extra.name` for a value of mkdocs.yml
/// @param start offset of `{{` in the text, in chars
/// @param end offset behind `}}`
/// @param line 1-based line in the text
/// @param error why the call cannot be rendered, null where it can
public record MacroCall(
        @Nullable Macro macro,
        String name,
        List<String> positional,
        SequencedMap<String, String> named,
        int start,
        int end,
        int line,
        @Nullable String error) {
    public MacroCall {
        positional = List.copyOf(positional);
        named = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(named));
    }
}
