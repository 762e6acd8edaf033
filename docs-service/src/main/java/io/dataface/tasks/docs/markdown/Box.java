package io.dataface.tasks.docs.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/// A box around blocks: a table that scrolls by itself, or an alert with a heading.
final class Box extends CustomBlock {

    private final String css;
    private final String heading;

    Box(String css, String heading) {
        this.css = css;
        this.heading = heading;
    }

    static NodeRenderer renderer(HtmlNodeRendererContext context, Seal seal) {
        return new NodeRenderer() {
            @Override
            public Set<Class<? extends Node>> getNodeTypes() {
                return Set.of(Box.class);
            }

            @Override
            public void render(Node node) {
                ((Box) node).render(context, seal);
            }
        };
    }

    private void render(HtmlNodeRendererContext context, Seal seal) {
        var html = context.getWriter();
        html.line();
        // In an order, so that the same page has the same tag.
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("class", seal.attribute(css));
        if (heading.isEmpty()) {
            attributes.put("tabindex", "0");
        }
        html.tag("div", attributes);
        if (!heading.isEmpty()) {
            html.tag("p", Map.of("class", seal.attribute("head")));
            html.text(heading);
            html.tag("/p");
        }
        for (Node child = getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        html.tag("/div");
        html.line();
    }
}
