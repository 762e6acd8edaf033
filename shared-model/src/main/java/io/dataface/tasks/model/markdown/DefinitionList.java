package io.dataface.tasks.model.markdown;

import org.commonmark.node.CustomBlock;

/// Terms, each followed by what it means.
public final class DefinitionList extends CustomBlock {

    /// What is explained; its children are inline.
    public static final class Term extends CustomBlock {}

    /// An explanation; its children are blocks.
    public static final class Definition extends CustomBlock {}
}
