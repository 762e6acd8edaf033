package io.dataface.tasks.model.markdown;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Escapes marks that cannot mean anything but make the parser look through the rest of the text
/// again and again. Texts that people write have none of them.
final class Tamed {

    /// Chars between the angle brackets of a tag or an address.
    private static final int LONGEST_TAG = 1_000;

    private static final List<String> CLOSERS = List.of(">", "?>", "-->", "]]>");

    private static final int DEEPEST_BRACKETS = 100;

    /// So many hopeless marks cost nothing and stay as they are.
    private static final int HARMLESS = 200;

    private Tamed() {}

    static String of(String markdown) {
        BitSet escaped = new BitSet();
        addAll(escaped, anglesThatNeverClose(markdown));
        addAll(escaped, addressesThatNeverEnd(markdown));
        addAll(escaped, tildesThatStrikeNothing(markdown));
        escaped.or(bracketsTooDeep(markdown));
        if (escaped.isEmpty()) {
            return markdown;
        }
        StringBuilder tame = new StringBuilder(markdown.length() + escaped.cardinality());
        int from = 0;
        for (int at = escaped.nextSetBit(0); at >= 0; at = escaped.nextSetBit(at + 1)) {
            tame.append(markdown, from, at);
            if (!isEscaped(markdown, at)) {
                tame.append('\\');
            }
            from = at;
        }
        return tame.append(markdown, from, markdown.length()).toString();
    }

    /// Whether the author escaped the mark: another backslash would bring it back.
    private static boolean isEscaped(String text, int at) {
        int first = at;
        while (first > 0 && text.charAt(first - 1) == '\\') {
            first--;
        }
        return (at - first) % 2 == 1;
    }

    private static void addAll(BitSet escaped, BitSet hopeless) {
        if (hopeless.cardinality() > HARMLESS) {
            escaped.or(hopeless);
        }
    }

    private static BitSet anglesThatNeverClose(String text) {
        BitSet hopeless = new BitSet();
        int[] closes = new int[CLOSERS.size()];
        Arrays.fill(closes, Integer.MAX_VALUE);
        for (int i = text.length() - 1; i >= 0; i--) {
            if (text.charAt(i) == '<') {
                if (closes[closerOf(text, i)] - i > LONGEST_TAG) {
                    hopeless.set(i);
                }
                continue;
            }
            for (int k = 0; k < closes.length; k++) {
                if (text.startsWith(CLOSERS.get(k), i)) {
                    closes[k] = i;
                }
            }
        }
        return hopeless;
    }

    /// What closes the bracket that stands here: an instruction, a comment, raw text or a tag.
    private static int closerOf(String text, int at) {
        if (text.startsWith("<?", at)) {
            return CLOSERS.indexOf("?>");
        }
        if (text.startsWith("<!--", at)) {
            return CLOSERS.indexOf("-->");
        }
        return CLOSERS.indexOf(text.startsWith("<![", at) ? "]]>" : ">");
    }

    /// Links whose address goes on and on.
    private static BitSet addressesThatNeverEnd(String text) {
        BitSet hopeless = new BitSet();
        int end = text.length();
        for (int i = text.length() - 1; i > 0; i--) {
            char c = text.charAt(i);
            if (c <= ' ') {
                end = i;
            } else if (c == '(' && text.charAt(i - 1) == ']' && end - i > LONGEST_TAG) {
                hopeless.set(i);
            }
        }
        return hopeless;
    }

    /// Runs of three and more within a line: neither a fence nor a strikethrough.
    private static BitSet tildesThatStrikeNothing(String text) {
        BitSet hopeless = new BitSet();
        boolean lineStart = true;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int end = i + 1;
            while (c == '~' && end < text.length() && text.charAt(end) == '~') {
                end++;
            }
            if (c == '~' && end - i > 2 && !lineStart) {
                hopeless.set(i, end);
            }
            lineStart = c == '\n' || (lineStart && Character.isWhitespace(c));
            i = end;
        }
        return hopeless;
    }

    private static BitSet bracketsTooDeep(String text) {
        BitSet deep = new BitSet();
        int depth = 0;
        char before = '\n';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[' && ++depth > DEEPEST_BRACKETS) {
                deep.set(i);
            } else if (c == ']' && depth > 0) {
                depth--;
            } else if (c == '\n' && before == '\n') {
                depth = 0;
            }
            before = c;
        }
        return deep;
    }
}
