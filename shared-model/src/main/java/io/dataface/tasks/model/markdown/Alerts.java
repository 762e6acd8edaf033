package io.dataface.tasks.model.markdown;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;
import org.jspecify.annotations.Nullable;

/// Makes admonitions of quotes that begin with `[!NOTE]`, as GitHub knows them.
final class Alerts extends AbstractVisitor implements PostProcessor {

    private static final Pattern MARK =
            Pattern.compile("\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)]", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_MARK = 16;

    @Override
    public Node process(Node document) {
        document.accept(this);
        return document;
    }

    @Override
    public void visit(BlockQuote quote) {
        visitChildren(quote);
        String kind = takeKind(quote);
        if (kind != null) {
            Admonition box =
                    new Admonition(kind, AdmonitionParser.titleOf(kind), Admonition.Fold.NONE);
            while (quote.getFirstChild() != null) {
                box.appendChild(quote.getFirstChild());
            }
            quote.insertBefore(box);
            quote.unlink();
        }
    }

    @Override
    public void visit(Paragraph paragraph) {
        // Nothing in a paragraph can be a quote.
    }

    /// Takes the mark out of the quote; null, and nothing taken, where it has none.
    private static @Nullable String takeKind(BlockQuote quote) {
        if (!(quote.getFirstChild() instanceof Paragraph first)) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        Node end = first.getFirstChild();
        while (end instanceof Text text && line.length() <= LONGEST_MARK) {
            line.append(text.getLiteral());
            end = end.getNext();
        }
        Matcher found = MARK.matcher(line.toString().strip());
        if (!found.matches() || (end != null && !(end instanceof SoftLineBreak))) {
            return null;
        }
        while (first.getFirstChild() instanceof Text text) {
            text.unlink();
        }
        if (end == null) {
            first.unlink();
        } else {
            end.unlink();
        }
        return requireNonNull(found.group(1)).toLowerCase(Locale.ROOT);
    }
}
