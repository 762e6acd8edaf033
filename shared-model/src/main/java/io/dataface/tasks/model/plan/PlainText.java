package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.MarkdownLines.Line;

/// Markdown as plain text.
public final class PlainText {

    /// Enough for any paragraph that people write; a bound for those that nobody does.
    private static final int MAX_PARAGRAPH = 16_384;

    private static final int SUMMARY = 120;

    private PlainText() {}

    /// The text without links, emphasis, code marks and HTML, on one line; what passes 16,384
    /// characters is cut.
    public static String of(String markdown) {
        return inline(markdown, false);
    }

    private static String inline(String markdown, boolean keepCodeMarks) {
        int length = Math.min(markdown.length(), MAX_PARAGRAPH);
        return new InlineText(markdown.substring(0, length), keepCodeMarks).plain();
    }

    /// The first paragraph as plain text, or an empty string. Code spans keep their backticks: the
    /// listings show commands as they were written.
    ///
    /// Headings, comments and code blocks before it are passed over; of a list it is the first
    /// item.
    public static String firstParagraph(String markdown) {
        String text = withoutComments(markdown);
        StringBuilder paragraph = new StringBuilder();
        for (Line line : MarkdownLines.of(text)) {
            String words = unquoted(line.of(text));
            boolean item = MarkdownLines.listMarker(words) > 0;
            boolean ends = words.isEmpty() || line.code() || MarkdownLines.headingLevel(words) > 0;
            if (!paragraph.isEmpty() && (ends || item) || paragraph.length() > MAX_PARAGRAPH) {
                break;
            }
            if (!ends) {
                String bare = words.substring(MarkdownLines.listMarker(words));
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(bare.strip());
            }
        }
        return inline(paragraph.toString(), true);
    }

    /// The text itself where it has at most 120 code points, else its first 119, trailing space
    /// cut, and `…`.
    public static String summary(String text) {
        if (text.codePointCount(0, text.length()) <= SUMMARY) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SUMMARY - 1)).stripTrailing() + "…";
    }

    static String withoutComments(String markdown) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        for (int from = markdown.indexOf("<!--"); from >= 0; from = markdown.indexOf("<!--", at)) {
            kept.append(markdown, at, from);
            int end = markdown.indexOf("-->", from + 4);
            at = end < 0 ? markdown.length() : end + 3;
        }
        return kept.append(markdown, at, markdown.length()).toString();
    }

    static String unquoted(String line) {
        int at = 0;
        while (at < line.length()
                && (line.charAt(at) == '>' || Character.isWhitespace(line.charAt(at)))) {
            at++;
        }
        return line.substring(at).strip();
    }
}
