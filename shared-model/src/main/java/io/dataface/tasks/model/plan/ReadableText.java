package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.MarkdownLines.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A page's markdown as people read it: its headings and, without marks, its text.
record ReadableText(List<Heading> headings, String text) {

    /// A heading.
    ///
    /// @param at offset of the first character of the text that stands behind it
    record Heading(String words, int level, int at) {}

    /// As much as plain text takes at once.
    private static final int PIECE = 8_192;

    private static final Pattern BOX =
            Pattern.compile("^(?:!!!|\\?\\?\\?\\+?)\\s+\\S+\\s*|^\\[!\\w+]\\s*");
    private static final Pattern RULE = Pattern.compile("[-=|:+*_\\s]+");
    private static final Pattern BOX_TICK = Pattern.compile("^\\[[ xX]]\\s+");

    ReadableText {
        headings = List.copyOf(headings);
    }

    static ReadableText of(String markdown) {
        return new Reading(PlainText.withoutComments(markdown)).read();
    }

    /// One pass over the lines; what belongs together is made plain together.
    private static final class Reading {
        private final String source;
        private final List<Heading> headings = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder open = new StringBuilder();

        Reading(String source) {
            this.source = source;
        }

        ReadableText read() {
            for (Line line : MarkdownLines.of(source)) {
                String raw = line.of(source);
                if (line.code()) {
                    close();
                    code(raw.strip());
                } else {
                    words(PlainText.unquoted(raw));
                }
            }
            close();
            return new ReadableText(headings, text.toString());
        }

        private void code(String line) {
            if (!line.isEmpty() && !line.startsWith("```") && !line.startsWith("~~~")) {
                add(line);
            }
        }

        private void words(String line) {
            if (line.isEmpty() || RULE.matcher(line).matches()) {
                close();
            } else if (MarkdownLines.headingLevel(line) > 0) {
                close();
                headings.add(
                        new Heading(
                                PlainText.of(MarkdownLines.headingText(line)),
                                MarkdownLines.headingLevel(line),
                                text.isEmpty() ? 0 : text.length() + 1));
            } else {
                prose(line);
            }
        }

        private void prose(String line) {
            int marker = MarkdownLines.listMarker(line);
            boolean row = line.startsWith("|");
            if (marker > 0 || row || open.length() > PIECE) {
                close();
            }
            String bare = BOX_TICK.matcher(line.substring(marker).strip()).replaceFirst("");
            bare = BOX.matcher(bare).replaceFirst("");
            open.append(open.isEmpty() ? "" : " ").append(row ? cells(bare) : bare);
        }

        private static String cells(String row) {
            String inner = row.substring(1, row.endsWith("|") ? row.length() - 1 : row.length());
            return inner.replaceAll("\\s*(?<!\\\\)\\|\\s*", " · ").strip();
        }

        private void close() {
            String block = withoutMacros(open.toString());
            open.setLength(0);
            for (int at = 0; at < block.length(); at += PIECE) {
                String plain =
                        PlainText.of(block.substring(at, Math.min(block.length(), at + PIECE)));
                if (!plain.isEmpty()) {
                    add(plain);
                }
            }
        }

        private void add(String block) {
            text.append(text.isEmpty() ? "" : "\n").append(block);
        }

        private static String withoutMacros(String block) {
            if (!block.contains("{{")) {
                return block;
            }
            CodeSpans code = new CodeSpans(block, 0, block.length());
            StringBuilder kept = new StringBuilder();
            int from = 0;
            for (int at = code.next(block, "{{", 0, block.length()); at >= 0; ) {
                int end = block.indexOf("}}", at);
                kept.append(block, from, at);
                from = end < 0 ? block.length() : end + 2;
                at = code.next(block, "{{", from, block.length());
            }
            return kept.append(block, from, block.length()).toString();
        }
    }
}
