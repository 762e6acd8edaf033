package io.dataface.tasks.docs.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/// Gives each block hole in running text a paragraph of its own.
final class BlockHoles {

    private final List<Paragraph> parts = new ArrayList<>();
    private final Seal seal;
    private Paragraph open = new Paragraph();

    private BlockHoles(Seal seal) {
        this.seal = seal;
    }

    /// Puts paragraphs in place of this one, each with one block hole or none.
    ///
    /// @return them; this paragraph alone, and as it was, where it has no block hole
    static List<Paragraph> split(Paragraph paragraph, Seal seal) {
        List<Node> children = new ArrayList<>();
        boolean any = false;
        for (Node child = paragraph.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
            any |= child instanceof Text text && hasBlockHole(text, seal);
        }
        if (!any) {
            return List.of(paragraph);
        }
        BlockHoles split = new BlockHoles(seal);
        children.forEach(split::add);
        split.close();
        split.parts.forEach(paragraph::insertBefore);
        paragraph.unlink();
        return split.parts;
    }

    private static boolean hasBlockHole(Text text, Seal seal) {
        Matcher token = seal.tokens(text.getLiteral());
        while (token.find()) {
            if ("b".equals(token.group(1))) {
                return true;
            }
        }
        return false;
    }

    private void add(Node child) {
        child.unlink();
        if (!(child instanceof Text text) || !hasBlockHole(text, seal)) {
            open.appendChild(child);
            return;
        }
        String literal = text.getLiteral();
        Matcher token = seal.tokens(literal);
        int from = 0;
        while (token.find()) {
            if ("b".equals(token.group(1))) {
                addText(literal.substring(from, token.start()).stripTrailing());
                close();
                addText(token.group());
                close();
                from = token.end();
            }
        }
        addText(literal.substring(from).stripLeading());
    }

    private void addText(String literal) {
        if (!literal.isBlank()) {
            open.appendChild(new Text(literal));
        }
    }

    private void close() {
        while (open.getFirstChild() instanceof SoftLineBreak first) {
            first.unlink();
        }
        while (open.getLastChild() instanceof SoftLineBreak last) {
            last.unlink();
        }
        if (open.getFirstChild() != null) {
            parts.add(open);
            open = new Paragraph();
        }
    }
}
