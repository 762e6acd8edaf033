package io.dataface.tasks.docs.markdown;

import java.util.List;
import java.util.regex.Matcher;

/// Puts text where a hole's content cannot stand.
record HoleTexts(List<Hole> holes, String source, Seal seal) {

    /// The text with each hole's plain value, or as the author wrote it where it has none.
    String plain(String text) {
        return fill(text, true);
    }

    /// The text as the author wrote it.
    String asWritten(String text) {
        return fill(text, false);
    }

    private String fill(String text, boolean plain) {
        if (!seal.isIn(text)) {
            return text;
        }
        return seal.tokens(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        textOf(Integer.parseInt(found.group(2)), plain)));
    }

    private String textOf(int number, boolean plain) {
        Hole hole = holes.get(number);
        String value = hole.plain();
        return plain && value != null ? value : source.substring(hole.start(), hole.end());
    }
}
