package io.dataface.tasks.docs.markdown;

import static java.util.Objects.requireNonNull;

import io.dataface.tasks.docs.markdown.RenderedMarkdown.Entry;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.Heading;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.HoleEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/// Changes a parsed text to what our pages show: headings below the page's own, links that lead
/// somewhere, boxes, and holes only where text may stand.
final class Rewrite extends AbstractVisitor {

    private static final Pattern ALERT =
            Pattern.compile("\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)]", Pattern.CASE_INSENSITIVE);

    private final Page page;
    private final Seal seal;
    private final Anchors anchors;
    private final List<Entry> outline = new ArrayList<>();
    private final Map<Node, String> ids = new HashMap<>();
    private final Map<Node, String> classes = new HashMap<>();
    private boolean titleSeen;

    /// What a rewrite needs to know of the page.
    ///
    /// @param title of the page; a first heading that repeats it goes
    /// @param headings changes a heading's text, for counts behind it
    record Page(
            List<Hole> holes,
            String source,
            Links links,
            String title,
            UnaryOperator<String> headings,
            Set<String> reserved) {}

    Rewrite(Page page, Seal seal) {
        this.page = page;
        this.seal = seal;
        this.anchors = new Anchors(page.reserved());
    }

    List<Entry> outline() {
        return outline;
    }

    Map<Node, String> ids() {
        return ids;
    }

    Map<Node, String> classes() {
        return classes;
    }

    @Override
    public void visit(org.commonmark.node.Heading heading) {
        String text = plain(PlainNodes.text(heading)).strip();
        if (!titleSeen && heading.getLevel() == 1 && text.equals(page.title().strip())) {
            titleSeen = true;
            heading.unlink();
            return;
        }
        titleSeen = true;
        heading.setLevel(Math.max(2, heading.getLevel()));
        String changed = page.headings().apply(text);
        if (!changed.equals(text)) {
            heading.appendChild(new Text(changed.substring(text.length())));
        }
        String id = anchors.next(text);
        ids.put(heading, id);
        outline.add(new Heading(heading.getLevel(), id, changed));
        visitChildren(heading);
        Link permalink = new Link("#" + id, "Link to this section");
        permalink.appendChild(new Text("#"));
        classes.put(permalink, "permalink");
        heading.appendChild(permalink);
    }

    @Override
    public void visit(Paragraph paragraph) {
        Node before = paragraph.getPrevious();
        if (BlockHoles.setApart(paragraph, seal)) {
            Node first = before == null ? paragraph.getParent().getFirstChild() : before.getNext();
            while (first != null && first != paragraph) {
                Node next = first.getNext();
                first.accept(this);
                first = next;
            }
        }
        visitChildren(paragraph);
        dropIfEmpty(paragraph);
    }

    private static void dropIfEmpty(Paragraph paragraph) {
        if (paragraph.getFirstChild() instanceof Text text
                && text.getNext() == null
                && text.getLiteral().isEmpty()) {
            paragraph.unlink();
        }
    }

    @Override
    public void visit(Text text) {
        noteHoles(text.getLiteral());
    }

    private void noteHoles(String literal) {
        Matcher token = seal.tokens(literal);
        while (token.find()) {
            outline.add(new HoleEntry(Integer.parseInt(requireNonNull(token.group(2)))));
        }
    }

    @Override
    public void visit(Link link) {
        link.setTitle(link.getTitle() == null ? null : plain(link.getTitle()));
        Links.Target target = page.links().resolve(plain(link.getDestination()));
        link.setDestination(target.href());
        if (!target.known()) {
            classes.put(link, "broken");
            link.setTitle("Nothing is there");
        }
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        String alt = plain(PlainNodes.text(image));
        String written = plain(image.getDestination());
        if (written.matches("(?i)^([a-z][a-z0-9+.-]*:|//).*")) {
            Link instead = new Link(written, "Image elsewhere");
            instead.appendChild(new Text(alt.isBlank() ? written : alt));
            image.insertBefore(instead);
            image.unlink();
            return;
        }
        image.setTitle(image.getTitle() == null ? null : plain(image.getTitle()));
        image.setDestination(page.links().resolve(written).href());
        for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
            child.unlink();
        }
        image.appendChild(new Text(alt));
    }

    @Override
    public void visit(BlockQuote quote) {
        Box alert = alertOf(quote);
        if (alert == null) {
            visitChildren(quote);
            return;
        }
        while (quote.getFirstChild() != null) {
            alert.appendChild(quote.getFirstChild());
        }
        quote.insertBefore(alert);
        quote.unlink();
        visitChildren(alert);
    }

    private static @Nullable Box alertOf(BlockQuote quote) {
        if (!(quote.getFirstChild() instanceof Paragraph first)
                || !(first.getFirstChild() instanceof Text mark)) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        Node end = mark;
        while (end instanceof Text text) {
            line.append(text.getLiteral());
            end = end.getNext();
        }
        Matcher found = ALERT.matcher(line.toString().strip());
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
        String kind = requireNonNull(found.group(1)).toLowerCase(Locale.ROOT);
        return new Box(
                "alert2 " + kind,
                kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1));
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock) {
            Box box = new Box("table-box", "");
            block.insertBefore(box);
            box.appendChild(block);
        }
        visitChildren(block);
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TaskListItemMarker && node.getParent() instanceof ListItem item) {
            classes.put(item, "task");
        }
        visitChildren(node);
    }

    @Override
    public void visit(ListItem item) {
        if (item.getFirstChild() instanceof TaskListItemMarker) {
            classes.put(item, "task");
        }
        visitChildren(item);
    }

    @Override
    public void visit(Code code) {
        code.setLiteral(asWritten(code.getLiteral()));
    }

    @Override
    public void visit(FencedCodeBlock code) {
        code.setLiteral(asWritten(code.getLiteral()));
        code.setInfo(code.getInfo() == null ? null : asWritten(code.getInfo()));
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        code.setLiteral(asWritten(code.getLiteral()));
    }

    @Override
    public void visit(HtmlBlock html) {
        html.setLiteral(asWritten(html.getLiteral()));
    }

    @Override
    public void visit(HtmlInline html) {
        html.setLiteral(asWritten(html.getLiteral()));
    }

    private String plain(String text) {
        return fill(text, true);
    }

    private String asWritten(String text) {
        return fill(text, false);
    }

    private String fill(String text, boolean plain) {
        return seal.isIn(text)
                ? seal.tokens(text)
                        .replaceAll(
                                found ->
                                        Matcher.quoteReplacement(
                                                holeText(Integer.parseInt(found.group(2)), plain)))
                : text;
    }

    private String holeText(int number, boolean plain) {
        Hole hole = page.holes().get(number);
        String value = hole.plain();
        return plain && value != null ? value : page.source().substring(hole.start(), hole.end());
    }
}
