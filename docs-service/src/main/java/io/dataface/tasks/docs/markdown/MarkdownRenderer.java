package io.dataface.tasks.docs.markdown;

import io.dataface.tasks.docs.markdown.RenderedMarkdown.Filled;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.Html;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.Piece;
import io.dataface.tasks.model.markdown.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Renders one markdown text; what is unsafe in it is left out.
@Component
public class MarkdownRenderer {

    private final Seal seal = new Seal();
    private final HtmlSafety safety = new HtmlSafety(seal);

    /// Renders a text.
    public RenderedMarkdown render(MarkdownSource source) {
        Node document = Markdown.parse(withTokens(source.markdown(), source.holes()));
        Rewrite rewrite = new Rewrite(source, seal);
        document.accept(rewrite);
        String html =
                Optional.of(rewrite.htmlIsTame())
                        .filter(tame -> tame)
                        .flatMap(_ -> findHtml(document, rewrite, source, false))
                        // Without the author's own tags every tag is closed.
                        .or(() -> findHtml(document, rewrite, source, true))
                        .orElseThrow();
        return new RenderedMarkdown(pieces(html), rewrite.outline(), rewrite.ids());
    }

    private Optional<String> findHtml(
            Node document, Rewrite rewrite, MarkdownSource source, boolean escapeHtml) {
        return safety.findClean(renderer(rewrite, source, escapeHtml).render(document));
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

    private HtmlRenderer renderer(Rewrite rewrite, MarkdownSource source, boolean escapeHtml) {
        return HtmlRenderer.builder()
                .extensions(Markdown.extensions())
                .escapeHtml(escapeHtml)
                .percentEncodeUrls(true)
                .nodeRendererFactory(context -> new CodeWriter(context, seal))
                .nodeRendererFactory(context -> new BoxWriter(context, seal))
                .attributeProviderFactory(
                        _ ->
                                (node, tag, attributes) -> {
                                    if (node instanceof FootnoteReference
                                            || node instanceof FootnoteDefinition) {
                                        prefixNotes(source.notePrefix(), attributes);
                                    }
                                    rewrite.mark(node, tag, attributes);
                                    attributes.replaceAll((_, value) -> sealed(value));
                                })
                .build();
    }

    private String sealed(@Nullable String value) {
        return seal.seal(value == null ? "" : value);
    }

    private static void prefixNotes(String prefix, Map<String, String> attributes) {
        attributes.computeIfPresent("id", (_, id) -> prefix + id);
        attributes.computeIfPresent("href", (_, href) -> "#" + prefix + href.substring(1));
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
