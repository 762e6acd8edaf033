package io.dataface.tasks.docs.markdown;

import io.dataface.tasks.docs.markdown.RenderedMarkdown.Filled;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.Html;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Component;

/// Renders one markdown text.
@Component
public class MarkdownRenderer {

    /// Ids that the layout uses.
    private static final Set<String> RESERVED = Set.of("main", "live", "theme", "toc");

    private static final List<Extension> EXTENSIONS =
            List.of(
                    TablesExtension.create(),
                    StrikethroughExtension.create(),
                    AutolinkExtension.create(),
                    TaskListItemsExtension.create(),
                    FootnotesExtension.create());

    private final Seal seal = new Seal();
    private final HtmlSafety safety = new HtmlSafety(seal);
    private final Parser parser =
            Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(40).build();

    /// Renders a text; what is unsafe in it is left out.
    ///
    /// @param holes places that the caller fills, in the order of the text
    /// @param title of the page; a first heading that repeats it is left out
    /// @param headings changes a heading's text by adding to it
    public RenderedMarkdown render(
            String markdown,
            List<Hole> holes,
            Links links,
            String title,
            UnaryOperator<String> headings) {
        Node document = parser.parse(withTokens(markdown, holes));
        Rewrite rewrite =
                new Rewrite(
                        new Rewrite.Page(holes, markdown, links, title, headings, RESERVED), seal);
        document.accept(rewrite);
        String html = safety.clean(renderer(rewrite).render(document));
        return new RenderedMarkdown(pieces(html), rewrite.outline());
    }

    private String withTokens(String markdown, List<Hole> holes) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i < holes.size(); i++) {
            Hole hole = holes.get(i);
            text.append(markdown, from, hole.start()).append(seal.token(i, hole.block()));
            from = hole.end();
        }
        return text.append(markdown, from, markdown.length()).toString();
    }

    private HtmlRenderer renderer(Rewrite rewrite) {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .nodeRendererFactory(context -> Box.renderer(context, seal))
                .attributeProviderFactory(
                        _ -> (node, tag, attributes) -> mark(rewrite, node, tag, attributes))
                .build();
    }

    private void mark(Rewrite rewrite, Node node, String tag, Map<String, String> attributes) {
        for (String name : List.of("id", "class", "aria-label", "aria-hidden")) {
            attributes.computeIfPresent(name, (_, value) -> seal.attribute(value));
        }
        String id = rewrite.ids().get(node);
        if (id != null) {
            attributes.put("id", seal.attribute(id));
        }
        String css = rewrite.classes().get(node);
        if (css != null && (tag.equals("a") || tag.equals("li"))) {
            attributes.put("class", seal.attribute(css));
        }
    }

    // A hole alone in its paragraph takes the paragraph's place; one inside a tag is dropped.
    private List<Piece> pieces(String html) {
        List<Piece> pieces = new ArrayList<>();
        Matcher token = seal.tokens(html);
        int from = 0;
        while (token.find()) {
            int start = token.start();
            int end = token.end();
            boolean inTag = html.lastIndexOf('<', start) > html.lastIndexOf('>', start);
            boolean alone = html.startsWith("</p>", end) && html.startsWith("<p>", start - 3);
            boolean block = alone && token.group(1).equals("b");
            pieces.add(new Html(html.substring(from, block ? start - 3 : start)));
            if (!inTag) {
                pieces.add(new Filled(Integer.parseInt(token.group(2)), block));
            }
            from = block ? end + 4 : end;
        }
        pieces.add(new Html(html.substring(from)));
        return pieces;
    }
}
