package io.dataface.tasks.docs.markdown;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A text to render, and what is around it.
///
/// @param holes places that the caller fills, in the order of the text
/// @param title of the page; a first heading that repeats it is left out
/// @param headings changes a heading's text by adding to it
/// @param taken ids that are on the page already
/// @param notePrefix of its footnotes' ids, which several texts of a page may number alike
public record MarkdownSource(
        String markdown,
        List<Hole> holes,
        Links links,
        String title,
        UnaryOperator<String> headings,
        Set<String> taken,
        String notePrefix) {

    public MarkdownSource {
        holes = List.copyOf(holes);
        taken = Set.copyOf(taken);
    }

    /// A text that stands alone on its page.
    public MarkdownSource(
            String markdown,
            List<Hole> holes,
            Links links,
            String title,
            UnaryOperator<String> headings) {
        this(markdown, holes, links, title, headings, Set.of(), "");
    }
}
