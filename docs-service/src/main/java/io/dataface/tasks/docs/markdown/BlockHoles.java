package io.dataface.tasks.docs.markdown;

import java.util.regex.Matcher;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/// Gives each block hole in running text a paragraph of its own.
final class BlockHoles {

    private BlockHoles() {}

    /// Moves every block hole of the paragraph, and what stands before it, to paragraphs of their
    /// own before this one.
    ///
    /// @return whether anything moved
    static boolean setApart(Paragraph paragraph, Seal seal) {
        boolean moved = false;
        Text text = firstWithBlockHole(paragraph, seal);
        while (text != null && !isAlone(text, seal)) {
            setApart(paragraph, text, seal);
            moved = true;
            text = firstWithBlockHole(paragraph, seal);
        }
        return moved;
    }

    private static boolean isAlone(Text text, Seal seal) {
        return text.getPrevious() == null
                && text.getNext() == null
                && seal.tokens(text.getLiteral().strip()).matches();
    }

    private static @Nullable Text firstWithBlockHole(Paragraph paragraph, Seal seal) {
        for (Node child = paragraph.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Text text && blockToken(text, seal) != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable Matcher blockToken(Text text, Seal seal) {
        Matcher token = seal.tokens(text.getLiteral());
        while (token.find()) {
            if ("b".equals(token.group(1))) {
                return token;
            }
        }
        return null;
    }

    private static void setApart(Paragraph paragraph, Text text, Seal seal) {
        Matcher token = blockToken(text, seal);
        if (token == null) {
            return;
        }
        Paragraph before = new Paragraph();
        while (paragraph.getFirstChild() != text) {
            before.appendChild(paragraph.getFirstChild());
        }
        String literal = text.getLiteral();
        if (!literal.substring(0, token.start()).isBlank()) {
            before.appendChild(new Text(literal.substring(0, token.start()).stripTrailing()));
        }
        unlinkBreak(before.getLastChild());
        if (before.getFirstChild() != null) {
            paragraph.insertBefore(before);
        }
        Paragraph alone = new Paragraph();
        alone.appendChild(new Text(token.group()));
        paragraph.insertBefore(alone);
        text.setLiteral(literal.substring(token.end()).stripLeading());
        if (text.getLiteral().isEmpty()) {
            unlinkBreak(text.getNext());
        }
    }

    private static void unlinkBreak(@Nullable Node node) {
        if (node instanceof SoftLineBreak) {
            node.unlink();
        }
    }
}
