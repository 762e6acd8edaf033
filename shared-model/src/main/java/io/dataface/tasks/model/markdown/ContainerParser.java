package io.dataface.tasks.model.markdown;

import org.commonmark.node.Block;
import org.commonmark.parser.block.AbstractBlockParser;

/// A block that holds any other blocks.
abstract class ContainerParser extends AbstractBlockParser {

    @Override
    public boolean isContainer() {
        return true;
    }

    @Override
    public boolean canContain(Block child) {
        return true;
    }
}
