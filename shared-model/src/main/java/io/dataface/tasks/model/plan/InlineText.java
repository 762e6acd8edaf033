package io.dataface.tasks.model.plan;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Takes the inline marks of markdown off a text, in one pass over it.
final class InlineText {

    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "nbsp", " ", "mdash", "—");

    private static final int MAX_TARGET = 2_048;

    private final String source;
    private final int[] closing;
    private final boolean keepCodeMarks;
    private final StringBuilder plain = new StringBuilder();
    private final Map<String, Deque<Integer>> open = new HashMap<>();
    private final BitSet dropped = new BitSet();

    InlineText(String source, boolean keepCodeMarks) {
        this.keepCodeMarks = keepCodeMarks;
        this.source = source;
        this.closing = brackets(source);
    }

    String plain() {
        append(0, source.length());
        return squash();
    }

    /// For each opening bracket the one that closes it, else -1.
    private static int[] brackets(String text) {
        int[] closing = new int[text.length()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            closing[i] = -1;
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i < text.length()) {
                    closing[i] = -1;
                }
            } else if (c == '[') {
                open.push(i);
            } else if (c == ']' && !open.isEmpty()) {
                closing[open.pop()] = i;
            }
        }
        return closing;
    }

    private void append(int from, int to) {
        // Behind a link's text stands its target, which is passed over when the text has been
        // taken.
        Deque<int[]> jumps = new ArrayDeque<>();
        int at = from;
        while (at < to) {
            if (!jumps.isEmpty() && jumps.peek()[0] == at) {
                at = jumps.pop()[1];
                continue;
            }
            at = step(at, to, jumps);
        }
    }

    private int step(int at, int to, Deque<int[]> jumps) {
        char c = source.charAt(at);
        switch (c) {
            case '\\' -> {
                return escaped(at, to);
            }
            case '`' -> {
                return code(at, to);
            }
            case '!' -> {
                if (at + 1 < to && source.charAt(at + 1) == '[' && targetEnd(at + 1) > 0) {
                    return at + 1;
                }
            }
            case '[' -> {
                int end = targetEnd(at);
                if (end > 0) {
                    jumps.push(new int[] {closing[at], end});
                    return at + 1;
                }
            }
            case '<' -> {
                int end = tag(at, to);
                if (end > 0) {
                    return end;
                }
            }
            case '&' -> {
                int end = entity(at);
                if (end > 0) {
                    return end;
                }
            }
            case '*', '_', '~' -> {
                int run = run(at, to);
                emphasis(at, run, to);
                return run;
            }
            default -> {}
        }
        plain.append(c);
        return at + 1;
    }

    private int escaped(int at, int to) {
        if (at + 1 < to && "\\`*_{}[]()#+-.!~<>|&\"'".indexOf(source.charAt(at + 1)) >= 0) {
            plain.append(source.charAt(at + 1));
            return at + 2;
        }
        plain.append('\\');
        return at + 1;
    }

    private int code(int at, int to) {
        int opened = run(at, to);
        for (int i = source.indexOf('`', opened); i >= 0 && i < to; ) {
            int end = run(i, to);
            if (end - i == opened - at) {
                String code = source.substring(opened, i).strip();
                plain.append(keepCodeMarks ? source.substring(at, end) : code);
                return end;
            }
            i = source.indexOf('`', end);
        }
        plain.append(source, at, opened);
        return opened;
    }

    /// Where a link's target ends that follows the text opened at `at`; 0 where it is no link.
    private int targetEnd(int at) {
        int close = closing[at];
        if (close < 0 || close + 1 >= source.length()) {
            return 0;
        }
        char next = source.charAt(close + 1);
        if (next == '[') {
            return closing[close + 1] < 0 ? 0 : closing[close + 1] + 1;
        }
        if (next != '(') {
            return 0;
        }
        int depth = 0;
        int limit = Math.min(source.length(), close + MAX_TARGET);
        for (int i = close + 1; i < limit; i++) {
            char c = source.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private int tag(int at, int to) {
        int end = source.indexOf('>', at);
        if (end < 0 || end >= to || end - at > MAX_TARGET || at + 1 == end) {
            return 0;
        }
        String inside = source.substring(at + 1, end);
        if (inside.contains("://") || inside.startsWith("mailto:")) {
            if (inside.indexOf(' ') < 0) {
                plain.append(inside);
                return end + 1;
            }
        }
        char first = inside.charAt(0);
        return Character.isLetter(first) || first == '/' || first == '!' ? end + 1 : 0;
    }

    private int entity(int at) {
        int end = source.indexOf(';', at);
        String name = end < 0 || end - at > 8 ? "" : source.substring(at + 1, end);
        String text = ENTITIES.get(name);
        if (text == null) {
            return 0;
        }
        plain.append(text);
        return end + 1;
    }

    private int run(int at, int to) {
        int end = at;
        while (end < to && source.charAt(end) == source.charAt(at)) {
            end++;
        }
        return end;
    }

    /// Keeps a run of marks until the run that makes it emphasis has been found; then both go.
    private void emphasis(int from, int end, int to) {
        char mark = source.charAt(from);
        char before = from > 0 ? source.charAt(from - 1) : ' ';
        char after = end < to ? source.charAt(end) : ' ';
        boolean words = mark == '_';
        boolean opens =
                !Character.isWhitespace(after) && !(words && Character.isLetterOrDigit(before));
        boolean closes =
                !Character.isWhitespace(before) && !(words && Character.isLetterOrDigit(after));
        Deque<Integer> waiting =
                open.computeIfAbsent(source.substring(from, end), _ -> new ArrayDeque<>());
        if (closes && !waiting.isEmpty()) {
            int opening = waiting.pop();
            dropped.set(opening, opening + end - from);
            dropped.set(plain.length(), plain.length() + end - from);
        } else if (opens) {
            waiting.push(plain.length());
        }
        plain.append(source, from, end);
    }

    /// What is kept, with every run of white space as one space.
    private String squash() {
        StringBuilder squashed = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (dropped.get(i)) {
                continue;
            }
            if (!Character.isWhitespace(c)) {
                squashed.append(c);
            } else if (!squashed.isEmpty() && squashed.charAt(squashed.length() - 1) != ' ') {
                squashed.append(' ');
            }
        }
        return squashed.toString().stripTrailing();
    }
}
