package io.dataface.tasks.model.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits markdown into lines and says which of them are code.
final class MarkdownLines {

    private MarkdownLines() {}

    /// A line of markdown.
    ///
    /// @param number 1-based
    /// @param start offset of its first char
    /// @param end offset behind its last char, the line end not counted
    /// @param code whether it stands in a code block or is one's fence
    record Line(int number, int start, int end, boolean code) {
        String of(String markdown) {
            return markdown.substring(start, end);
        }
    }

    static List<Line> of(String markdown) {
        List<Line> lines = new ArrayList<>();
        Blocks blocks = new Blocks();
        int number = 1;
        for (int at = 0; at < markdown.length(); number++) {
            int feed = markdown.indexOf('\n', at);
            int next = feed < 0 ? markdown.length() : feed + 1;
            int end = feed < 0 ? next : feed;
            if (end > at && markdown.charAt(end - 1) == '\r') {
                end--;
            }
            lines.add(new Line(number, at, end, blocks.isCode(markdown, at, end)));
            at = next;
        }
        return lines;
    }

    /// The plain text of the first heading that has one.
    static Optional<String> firstHeading(String markdown) {
        return of(markdown).stream()
                .filter(line -> !line.code())
                .map(line -> line.of(markdown))
                .filter(line -> headingLevel(line) > 0)
                .map(line -> PlainText.of(headingText(line)))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /// The level of an ATX heading, 0 for any other line.
    static int headingLevel(String line) {
        int at = 0;
        while (at < line.length() && at < 4 && line.charAt(at) == ' ') {
            at++;
        }
        int level = 0;
        while (at + level < line.length() && line.charAt(at + level) == '#') {
            level++;
        }
        boolean ends = at + level == line.length() || " \t".indexOf(line.charAt(at + level)) >= 0;
        return at <= 3 && level <= 6 && ends ? level : 0;
    }

    /// The text of an ATX heading without its marks.
    static String headingText(String line) {
        String text = line.strip();
        int from = 0;
        while (from < text.length() && text.charAt(from) == '#') {
            from++;
        }
        int to = text.length();
        while (to > from && text.charAt(to - 1) == '#') {
            to--;
        }
        boolean closing = to == from || Character.isWhitespace(text.charAt(to - 1));
        return text.substring(from, closing ? to : text.length()).strip();
    }

    /// The length of a list marker and the space behind it, 0 where the text does not begin with
    /// one.
    static int listMarker(String text) {
        int at = 0;
        if (!text.isEmpty() && "-*+".indexOf(text.charAt(0)) >= 0) {
            at = 1;
        } else {
            while (at < text.length() && at < 9 && Character.isDigit(text.charAt(at))) {
                at++;
            }
            if (at == 0 || at == text.length() || ".)".indexOf(text.charAt(at)) < 0) {
                return 0;
            }
            at++;
        }
        return at < text.length() && " \t".indexOf(text.charAt(at)) >= 0 ? at + 1 : 0;
    }

    /// Whether a line opens an admonition or a definition, whose bodies are indented like a list's.
    private static boolean opensBox(String text) {
        return text.startsWith("!!! ")
                || text.startsWith("??? ")
                || text.startsWith("???+ ")
                || text.startsWith(": ")
                || text.startsWith(":\t");
    }

    /// What is known of the lines so far.
    private static final class Blocks {
        private char fence;
        private int fenceLength;
        private boolean inList;
        private boolean indented;
        private boolean afterBlank = true;

        boolean isCode(String markdown, int start, int end) {
            int at = start;
            int indent = 0;
            while (at < end && " \t>".indexOf(markdown.charAt(at)) >= 0) {
                indent += markdown.charAt(at) == '\t' ? 4 : 1;
                at++;
            }
            boolean quoted = markdown.substring(start, at).indexOf('>') >= 0;
            if (fenceLength > 0) {
                if (closes(markdown, at, end)) {
                    fenceLength = 0;
                }
                return true;
            }
            if (at == end) {
                afterBlank = true;
                return false;
            }
            // In a list, four spaces belong to the item; elsewhere, after a blank line, they make
            // code.
            indented = !quoted && indent >= 4 && !inList && (afterBlank || indented);
            afterBlank = false;
            if (indented) {
                return true;
            }
            String text = markdown.substring(at, Math.min(end, at + 12));
            int marker = listMarker(text);
            if (marker > 0 || opensBox(text)) {
                inList = true;
            } else if (indent == 0) {
                inList = false;
            }
            return opens(markdown, at + marker, end);
        }

        private boolean opens(String markdown, int at, int end) {
            int length = runLength(markdown, at, end);
            if (length < 3) {
                return false;
            }
            char mark = markdown.charAt(at);
            if (mark == '`' && markdown.indexOf('`', at + length, end) >= 0) {
                return false;
            }
            fence = mark;
            fenceLength = length;
            return true;
        }

        private boolean closes(String markdown, int at, int end) {
            int length = runLength(markdown, at, end);
            return length >= fenceLength
                    && markdown.charAt(at) == fence
                    && markdown.substring(at + length, end).isBlank();
        }

        private static int runLength(String markdown, int at, int end) {
            if (at >= end || "`~".indexOf(markdown.charAt(at)) < 0) {
                return 0;
            }
            int to = at;
            while (to < end && markdown.charAt(to) == markdown.charAt(at)) {
                to++;
            }
            return to - at;
        }
    }
}
