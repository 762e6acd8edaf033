package io.dataface.tasks.docs.markdown;

import static java.util.Objects.requireNonNull;

import io.dataface.tasks.docs.markdown.RenderedMarkdown.Entry;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.HoleEntry;
import io.dataface.tasks.model.markdown.Anchors;
import io.dataface.tasks.model.markdown.NodeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/// Changes a parsed text to what our pages show: headings below the page's own, links that lead
/// somewhere, tables in their box, and holes only where text may stand.
final class Rewrite extends AbstractVisitor {

    /// Headings with a link to themselves and a place in the table of contents, and references to
    /// footnotes, each with a link back: no page that people write has as many.
    private static final int MOST_LINKED = 1_000;

    private final MarkdownSource source;
    private final Seal seal;
    private final HoleTexts texts;
    private final Anchors anchors;
    private final List<Entry> outline = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<Node, String> idOf = new IdentityHashMap<>();
    private final Map<Node, String> classOf = new IdentityHashMap<>();
    private final OpenTags tags = new OpenTags();
    private boolean titleSeen;
    private int references;

    Rewrite(MarkdownSource source, Seal seal) {
        this.source = source;
        this.seal = seal;
        this.texts = new HoleTexts(source.holes(), source.markdown(), seal);
        this.anchors = new Anchors(source.taken());
    }

    List<Entry> outline() {
        return outline;
    }

    Set<String> ids() {
        return ids;
    }

    /// Whether the author's HTML is fit to be shown as HTML.
    boolean htmlIsTame() {
        return tags.areTame();
    }

    /// Our attributes of a node's tag: ids of headings, classes of links and list items.
    void mark(Node node, String tag, Map<String, String> attributes) {
        String id = idOf.get(node);
        if (id != null) {
            attributes.put("id", id);
        }
        String css = classOf.get(node);
        if (css != null && (tag.equals("a") || tag.equals("li"))) {
            attributes.put("class", css);
        }
    }

    @Override
    public void visit(Heading heading) {
        String text = texts.plain(NodeText.of(heading)).strip();
        String id = anchors.next(text);
        ids.add(id);
        boolean first = !titleSeen;
        titleSeen = true;
        if (first && heading.getLevel() == 1 && text.equals(source.title().strip())) {
            heading.insertBefore(new OwnNode.TitleAnchor(id));
            heading.unlink();
            return;
        }
        heading.setLevel(Math.max(2, heading.getLevel()));
        String changed = source.headings().apply(text);
        if (!changed.equals(text)) {
            heading.appendChild(new Text(changed.substring(text.length())));
        }
        idOf.put(heading, id);
        if (ids.size() > MOST_LINKED) {
            visitChildren(heading);
            return;
        }
        outline.add(new RenderedMarkdown.Heading(heading.getLevel(), id, changed));
        visitChildren(heading);
        Link permalink = new Link("#" + id, "Link to this section");
        permalink.appendChild(new Text("#"));
        classOf.put(permalink, "permalink");
        heading.appendChild(permalink);
    }

    @Override
    public void visit(Paragraph paragraph) {
        BlockHoles.split(paragraph, seal).forEach(this::visitChildren);
    }

    @Override
    public void visit(Text text) {
        Matcher token = seal.tokens(text.getLiteral());
        while (token.find()) {
            outline.add(new HoleEntry(Integer.parseInt(requireNonNull(token.group(2)))));
        }
    }

    @Override
    public void visit(Link link) {
        link.setTitle(link.getTitle() == null ? null : texts.plain(link.getTitle()));
        Links.Target target = source.links().resolve(texts.plain(link.getDestination()));
        link.setDestination(target.href());
        if (target.broken() != null) {
            classOf.put(link, "broken");
            link.setTitle(target.broken());
        }
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        String alt = texts.plain(NodeText.of(image));
        String written = texts.plain(image.getDestination());
        Links.Target target = source.links().resolve(written);
        if (target.broken() != null) {
            image.insertBefore(
                    new OwnNode.LostImage(alt.isBlank() ? written : alt, target.broken()));
            image.unlink();
            return;
        }
        if (isElsewhere(target.href())) {
            Link instead = new Link(target.href(), "Image elsewhere");
            instead.appendChild(new Text(alt.isBlank() ? written : alt));
            // A link cannot stand in a link: there its text alone stays.
            image.insertBefore(isInLink(image) ? instead.getFirstChild() : instead);
            image.unlink();
            return;
        }
        image.setTitle(image.getTitle() == null ? null : texts.plain(image.getTitle()));
        image.setDestination(target.href());
        while (image.getFirstChild() != null) {
            image.getFirstChild().unlink();
        }
        image.appendChild(new Text(alt));
    }

    private static boolean isElsewhere(String href) {
        return href.startsWith("//") || href.matches("(?i)[a-z][a-z0-9+.-]*:.*");
    }

    private static boolean isInLink(Node node) {
        for (Node above = node.getParent(); above != null; above = above.getParent()) {
            if (above instanceof Link) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock) {
            OwnNode.TableBox box = new OwnNode.TableBox();
            block.insertBefore(box);
            box.appendChild(block);
        }
        visitChildren(block);
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof FootnoteReference reference && ++references > MOST_LINKED) {
            reference.insertBefore(new Text("[^" + reference.getLabel() + "]"));
            reference.unlink();
            return;
        }
        visitChildren(node);
    }

    @Override
    public void visit(ListItem item) {
        if (item.getFirstChild() instanceof TaskListItemMarker) {
            classOf.put(item, "task");
        }
        visitChildren(item);
    }

    @Override
    public void visit(Code code) {
        code.setLiteral(texts.asWritten(code.getLiteral()));
    }

    @Override
    public void visit(FencedCodeBlock code) {
        code.setLiteral(texts.asWritten(code.getLiteral()));
        code.setInfo(code.getInfo() == null ? null : texts.asWritten(code.getInfo()));
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        code.setLiteral(texts.asWritten(code.getLiteral()));
    }

    @Override
    public void visit(HtmlBlock html) {
        html.setLiteral(texts.asWritten(html.getLiteral()));
        tags.see(html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        html.setLiteral(texts.asWritten(html.getLiteral()));
        tags.see(html.getLiteral());
    }
}
