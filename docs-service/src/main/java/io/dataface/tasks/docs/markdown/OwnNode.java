package io.dataface.tasks.docs.markdown;

import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;

/// Nodes that only our pages have.
final class OwnNode {

    private OwnNode() {}

    /// Around a table, which scrolls in it.
    static final class TableBox extends CustomBlock {}

    /// In place of the heading that repeats the page's title, for links to it.
    static final class TitleAnchor extends CustomBlock {

        private final String id;

        TitleAnchor(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /// In place of an image that is not there.
    static final class LostImage extends CustomNode {

        private final String text;
        private final String why;

        LostImage(String text, String why) {
            this.text = text;
            this.why = why;
        }

        String text() {
            return text;
        }

        String why() {
            return why;
        }
    }
}
