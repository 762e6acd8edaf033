package io.dataface.tasks.docs.markdown;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/// Writes code blocks: with their title and line numbers, and where diagrams are drawn.
final class CodeWriter implements NodeRenderer {

    private final SealedTags html;

    CodeWriter(HtmlNodeRendererContext context, Seal seal) {
        this.html = new SealedTags(context.getWriter(), seal);
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(FencedCodeBlock.class, IndentedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof FencedCodeBlock fenced) {
            write(CodeInfo.of(fenced.getInfo()), fenced.getLiteral());
        } else if (node instanceof IndentedCodeBlock indented) {
            write(CodeInfo.of(null), indented.getLiteral());
        }
    }

    private void write(CodeInfo info, String code) {
        boolean boxed = info.title() != null || info.isDiagram();
        html.line();
        if (boxed) {
            html.open("div", "class", info.isDiagram() ? "code diagram" : "code");
        }
        if (info.title() != null) {
            html.open("p", "class", "code-title");
            html.text(info.title());
            html.close("p");
        }
        pre(info, code);
        if (boxed) {
            html.close("div");
        }
        html.line();
    }

    private void pre(CodeInfo info, String code) {
        boolean numbered = info.firstLine() > 0;
        // A box that scrolls must be reachable by keyboard.
        html.open("pre", "tabindex", "0", "class", numbered ? "numbered" : "");
        if (numbered) {
            html.open("span", "class", "lines", "aria-hidden", "true");
            int last = info.firstLine() + (int) code.lines().count();
            html.text(
                    IntStream.range(info.firstLine(), last)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining("\n")));
            html.close("span");
        }
        marks(info, code);
        html.open("code", "class", info.language() == null ? "" : "language-" + info.language());
        html.text(code);
        html.close("code");
        html.close("pre");
    }

    // Beside the code, whose own elements the highlighter makes anew.
    private void marks(CodeInfo info, String code) {
        int lines = (int) code.lines().count();
        if (info.marked().nextSetBit(0) < 0 || info.marked().nextSetBit(0) >= lines) {
            return;
        }
        html.open("span", "class", "marked", "aria-hidden", "true");
        for (int line = 0; line < lines; line++) {
            if (info.marked().get(line)) {
                html.open("mark");
                html.text(" ");
                html.close("mark");
            }
            html.text("\n");
        }
        html.close("span");
    }
}
