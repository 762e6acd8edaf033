package io.dataface.tasks.docs.markdown;

import io.dataface.tasks.model.markdown.Admonition;
import io.dataface.tasks.model.markdown.DefinitionList;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/// Writes admonitions, definition lists and what only our pages have.
final class BoxWriter implements NodeRenderer {

    /// The looks of a box and its icon, by the author's word; any other word looks like a note.
    private static final Map<String, String> LOOKS =
            Map.ofEntries(
                    Map.entry("tip", "tip"),
                    Map.entry("hint", "tip"),
                    Map.entry("success", "tip"),
                    Map.entry("check", "tip"),
                    Map.entry("done", "tip"),
                    Map.entry("important", "important"),
                    Map.entry("question", "important"),
                    Map.entry("help", "important"),
                    Map.entry("faq", "important"),
                    Map.entry("warning", "warning"),
                    Map.entry("attention", "warning"),
                    Map.entry("caution", "caution"),
                    Map.entry("danger", "caution"),
                    Map.entry("error", "caution"),
                    Map.entry("failure", "caution"),
                    Map.entry("fail", "caution"),
                    Map.entry("missing", "caution"),
                    Map.entry("bug", "caution"),
                    Map.entry("quote", "quote"),
                    Map.entry("cite", "quote"));
    private static final Map<String, String> ICONS =
            Map.of(
                    "note", "info-circle",
                    "tip", "check2-circle",
                    "important", "question-circle",
                    "warning", "exclamation-triangle",
                    "caution", "exclamation-octagon",
                    "quote", "quote");

    private final HtmlNodeRendererContext context;
    private final SealedTags html;

    BoxWriter(HtmlNodeRendererContext context, Seal seal) {
        this.context = context;
        this.html = new SealedTags(context.getWriter(), seal);
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(
                Admonition.class,
                DefinitionList.class,
                DefinitionList.Term.class,
                DefinitionList.Definition.class,
                OwnNode.TableBox.class,
                OwnNode.TitleAnchor.class,
                OwnNode.LostImage.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case Admonition box when box.fold() == Admonition.Fold.NONE -> box(box);
            case Admonition box -> foldable(box);
            case DefinitionList list -> element(list, "dl");
            case DefinitionList.Term term -> element(term, "dt");
            case DefinitionList.Definition definition -> definition(definition);
            case OwnNode.TableBox table ->
                    element(table, "div", "class", "table-box", "tabindex", "0");
            case OwnNode.TitleAnchor anchor ->
                    element(anchor, "span", "class", "top", "id", anchor.id());
            case OwnNode.LostImage image -> lost(image);
            default -> throw new IllegalArgumentException(node.toString());
        }
    }

    private void box(Admonition box) {
        String look = look(box);
        html.line();
        html.open("div", "class", "alert2 " + look);
        if (!box.title().isEmpty()) {
            html.open("p", "class", "head");
            head(look, box);
            html.close("p");
        }
        children(box);
        html.close("div");
        html.line();
    }

    private void foldable(Admonition box) {
        String look = look(box);
        html.line();
        html.open("details", "class", "alert2 " + look, "open", openMark(box));
        html.open("summary", "class", "head");
        head(look, box);
        html.close("summary");
        children(box);
        html.close("details");
        html.line();
    }

    private static String openMark(Admonition box) {
        return box.fold() == Admonition.Fold.OPEN ? "open" : "";
    }

    private static String look(Admonition box) {
        return LOOKS.getOrDefault(box.kind(), "note");
    }

    private void head(String look, Admonition box) {
        html.open("i", "class", "bi bi-" + ICONS.get(look), "aria-hidden", "true");
        html.close("i");
        html.text(box.title().isEmpty() ? "More" : box.title());
    }

    // A definition of one paragraph reads as a line.
    private void definition(DefinitionList.Definition definition) {
        Node only = definition.getFirstChild();
        boolean line = only instanceof Paragraph && only.getNext() == null;
        html.line();
        html.open("dd");
        children(line ? only : definition);
        html.close("dd");
        html.line();
    }

    private void lost(OwnNode.LostImage image) {
        html.open("span", "class", "lost-image", "title", image.why());
        html.open("i", "class", "bi bi-image", "aria-hidden", "true");
        html.close("i");
        html.text(image.text() + " (image not found)");
        html.close("span");
    }

    private void element(Node node, String tag, String... attributes) {
        html.line();
        html.open(tag, attributes);
        children(node);
        html.close(tag);
        html.line();
    }

    private void children(Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }
}
