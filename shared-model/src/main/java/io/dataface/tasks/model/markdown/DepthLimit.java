package io.dataface.tasks.model.markdown;

import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;
import org.jspecify.annotations.Nullable;

/// Turns what is nested too deep into its text: renderers descend by recursion, and the stack that
/// an author can fill would end.
final class DepthLimit implements PostProcessor {

    private static final int DEEPEST = 100;

    @Override
    public Node process(Node document) {
        int depth = 1;
        Node node = document.getFirstChild();
        while (node != null) {
            if (depth >= DEEPEST && !(node instanceof Block) && node.getFirstChild() != null) {
                Text text = new Text(textOf(node));
                node.insertBefore(text);
                node.unlink();
                node = text;
            }
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                continue;
            }
            while (node != document && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == document ? null : node.getNext();
        }
        return document;
    }

    private static String textOf(Node top) {
        StringBuilder text = new StringBuilder();
        for (Node node = top; node != null; node = following(node, top)) {
            if (node instanceof Text part) {
                text.append(part.getLiteral());
            } else if (node instanceof Code code) {
                text.append(code.getLiteral());
            }
        }
        return text.toString();
    }

    private static @Nullable Node following(Node from, Node top) {
        if (from.getFirstChild() != null) {
            return from.getFirstChild();
        }
        Node node = from;
        while (node != top && node.getNext() == null) {
            node = node.getParent();
        }
        return node == top ? null : node.getNext();
    }
}
