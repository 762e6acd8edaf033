package io.dataface.tasks.model.markdown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/// Where a text can be linked to, and what it links to itself.
///
/// @param anchors of its headings
public record LinkIndex(Set<String> anchors, List<Reference> references) {

    public LinkIndex {
        anchors = Set.copyOf(anchors);
        references = List.copyOf(references);
    }

    /// The index of a markdown text.
    public static LinkIndex of(String markdown) {
        Collector collector = new Collector();
        Markdown.parseWithPlaces(markdown).accept(collector);
        return new LinkIndex(collector.ids, collector.references);
    }

    private static final class Collector extends AbstractVisitor {
        private final Anchors anchors = new Anchors();
        private final Set<String> ids = new HashSet<>();
        private final List<Reference> references = new ArrayList<>();

        @Override
        public void visit(Heading heading) {
            ids.add(anchors.next(NodeText.of(heading).strip()));
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            add(Reference.Kind.LINK, link.getDestination(), link);
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            add(Reference.Kind.IMAGE, image.getDestination(), image);
        }

        private void add(Reference.Kind kind, String destination, Node node) {
            var places = node.getSourceSpans();
            int line = places.isEmpty() ? 1 : places.getFirst().getLineIndex() + 1;
            int column = places.isEmpty() ? 1 : places.getFirst().getColumnIndex() + 1;
            references.add(new Reference(kind, destination, line, column));
        }
    }
}
