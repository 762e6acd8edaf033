package io.dataface.tasks.docs.markdown;

import java.util.List;
import java.util.Set;

/// Safe HTML with the holes still to be filled, and what a table of contents needs.
///
/// @param ids that its headings have
public record RenderedMarkdown(List<Piece> pieces, List<Entry> outline, Set<String> ids) {

    public RenderedMarkdown {
        pieces = List.copyOf(pieces);
        outline = List.copyOf(outline);
        ids = Set.copyOf(ids);
    }

    /// A part of the page.
    public sealed interface Piece {}

    /// Safe HTML, complete or not.
    public record Html(String html) implements Piece {}

    /// Where a hole's content goes.
    ///
    /// @param block whether it stands between paragraphs; a block hole in running text does not
    public record Filled(int hole, boolean block) implements Piece {}

    /// What stands in the page's outline, in its order.
    public sealed interface Entry {}

    /// A heading.
    ///
    /// @param level 2 to 6
    /// @param id anchor, unique on the page
    public record Heading(int level, String id, String text) implements Entry {}

    /// A hole between headings.
    public record HoleEntry(int hole) implements Entry {}
}
