package io.dataface.tasks.model.markdown;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// Reads `!!! kind "Title"`, `??? kind` (folded) and `???+ kind` (unfolded), as MkDocs knows them:
/// the body is what follows with an indent of four columns.
final class AdmonitionParser extends ContainerParser {

    private static final int INDENT = 4;
    private static final int LONGEST_LINE = 300;
    private static final Pattern START =
            Pattern.compile(
                    "(!!!|\\?\\?\\?\\+?)[ \\t]+([A-Za-z][\\w-]*)"
                            + "(?:[ \\t]+[A-Za-z][\\w-]*)*+(?:[ \\t]+\"(.*)\")?[ \\t]*");

    private final Admonition block;

    private AdmonitionParser(Admonition block) {
        this.block = block;
    }

    static String titleOf(String kind) {
        String words = kind.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
        if (state.isBlank()) {
            return BlockContinue.atIndex(state.getNextNonSpaceIndex());
        }
        return state.getIndent() >= INDENT
                ? BlockContinue.atColumn(state.getColumn() + INDENT)
                : BlockContinue.none();
    }

    static final class Factory implements BlockParserFactory {

        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int at = state.getNextNonSpaceIndex();
            if (state.getIndent() >= INDENT
                    || at >= line.length()
                    || line.length() > LONGEST_LINE
                    || (line.charAt(at) != '!' && line.charAt(at) != '?')) {
                return BlockStart.none();
            }
            Matcher found = START.matcher(line.subSequence(at, line.length()));
            return found.matches()
                    ? BlockStart.of(new AdmonitionParser(read(found))).atIndex(line.length())
                    : BlockStart.none();
        }

        private static Admonition read(Matcher found) {
            Admonition.Fold fold =
                    switch (requireNonNull(found.group(1))) {
                        case "???" -> Admonition.Fold.CLOSED;
                        case "???+" -> Admonition.Fold.OPEN;
                        default -> Admonition.Fold.NONE;
                    };
            String kind = requireNonNull(found.group(2)).toLowerCase(Locale.ROOT);
            String title = found.group(3);
            return new Admonition(kind, title == null ? titleOf(kind) : title.strip(), fold);
        }
    }
}
