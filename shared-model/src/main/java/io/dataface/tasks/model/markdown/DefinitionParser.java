package io.dataface.tasks.model.markdown;

import io.dataface.tasks.model.markdown.DefinitionList.Definition;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// Reads `: what it means` below a term, as Markdown Extra and MkDocs know it.
final class DefinitionParser extends ContainerParser {

    private static final int CODE_INDENT = 4;

    private final Definition block = new Definition();
    private final int indent;

    private DefinitionParser(int indent) {
        this.indent = indent;
    }

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
        if (state.isBlank()) {
            return block.getFirstChild() == null
                    ? BlockContinue.none()
                    : BlockContinue.atIndex(state.getNextNonSpaceIndex());
        }
        return state.getIndent() >= indent
                ? BlockContinue.atColumn(state.getColumn() + indent)
                : BlockContinue.none();
    }

    static final class Factory implements BlockParserFactory {

        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int at = state.getNextNonSpaceIndex();
            if (state.getIndent() >= CODE_INDENT
                    || at + 1 >= line.length()
                    || line.charAt(at) != ':'
                    || " \t".indexOf(line.charAt(at + 1)) < 0
                    || !followsTerm(matched)) {
                return BlockStart.none();
            }
            int marker = state.getColumn() + state.getIndent();
            int content = marker + 1 + space(line, at + 1, marker + 1);
            int indent = Math.min(content - state.getColumn(), CODE_INDENT);
            return BlockStart.of(new DefinitionParser(indent)).atColumn(content);
        }

        private static boolean followsTerm(MatchedBlockParser matched) {
            if (!matched.getParagraphLines().isEmpty()) {
                return true;
            }
            Node last = matched.getMatchedBlockParser().getBlock().getLastChild();
            return last instanceof Paragraph || last instanceof Definition;
        }

        /// The columns between the mark and the text; one where the text is indented code.
        private static int space(CharSequence line, int from, int column) {
            int columns = 0;
            for (int i = from; i < line.length() && columns <= CODE_INDENT; i++) {
                if (line.charAt(i) == ' ') {
                    columns++;
                } else if (line.charAt(i) == '\t') {
                    columns += 4 - (column + columns) % 4;
                } else {
                    return columns;
                }
            }
            return 1;
        }
    }
}
