package io.dataface.tasks.model.markdown;

import org.commonmark.node.CustomBlock;

/// A box beside the text: `!!! note "Title"`, `??? note` (folded) or `> [!NOTE]`.
public final class Admonition extends CustomBlock {

    private final String kind;
    private final String title;
    private final Fold fold;

    /// Whether a reader can fold the box.
    public enum Fold {
        NONE,
        OPEN,
        CLOSED
    }

    Admonition(String kind, String title, Fold fold) {
        this.kind = kind;
        this.title = title;
        this.fold = fold;
    }

    /// The author's word for it in lower case; any word is allowed.
    public String kind() {
        return kind;
    }

    /// The heading as plain text; empty where the author wants none.
    public String title() {
        return title;
    }

    public Fold fold() {
        return fold;
    }
}
