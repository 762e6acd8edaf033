package io.dataface.tasks.model.plan;

import java.nio.charset.StandardCharsets;

/// Where a file's front matter stands, offsets in chars of its text.
///
/// @param present whether the file begins with front matter at all
/// @param start of the YAML, behind the opening line
/// @param end of the YAML, where the closing line begins
/// @param bodyStart behind the closing line
/// @param bodyLine 1-based
/// @param lineEnd what ends the opening line: `\n` or `\r\n`
record FrontMatter(
        boolean present, int start, int end, int bodyStart, int bodyLine, String lineEnd) {

    /// 1-based line of the file on which the YAML begins.
    static final int FIRST_LINE = 2;

    static final int MAX_BYTES = 64 * 1024;

    static FrontMatter locate(String text) throws BrokenFileException {
        int firstEnd = lineEnd(text, 0);
        if (!isMarker(text, 0, firstEnd, '-')) {
            return new FrontMatter(false, 0, 0, 0, 1, "\n");
        }
        int start = Math.min(firstEnd + 1, text.length());
        String lineEnd = firstEnd > 0 && text.charAt(firstEnd - 1) == '\r' ? "\r\n" : "\n";
        int line = FIRST_LINE;
        for (int at = start; at < text.length() && at - start <= MAX_BYTES; line++) {
            int end = lineEnd(text, at);
            if (isMarker(text, at, end, '-') || isMarker(text, at, end, '.')) {
                int body = Math.min(end + 1, text.length());
                return checked(new FrontMatter(true, start, at, body, line + 1, lineEnd), text);
            }
            at = end + 1;
        }
        if (text.length() - start > MAX_BYTES) {
            throw tooLarge();
        }
        throw new BrokenFileException(
                1,
                1,
                "front-matter-unterminated",
                "The front matter that begins here has no end.",
                "Put a line of three hyphens (---) behind its last field.");
    }

    private static FrontMatter checked(FrontMatter found, String text) throws BrokenFileException {
        // A char takes at most three bytes, so that most files need no count.
        int chars = found.end - found.start;
        if (chars * 3 > MAX_BYTES
                && text.substring(found.start, found.end).getBytes(StandardCharsets.UTF_8).length
                        > MAX_BYTES) {
            throw tooLarge();
        }
        return found;
    }

    private static BrokenFileException tooLarge() {
        return new BrokenFileException(
                1,
                1,
                "front-matter-too-large",
                "The front matter has more than 64 KiB, or its end is missing.",
                "End it with a line of three hyphens (---) and move long text to the body.");
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /// Three of `mark` alone on their line, trailing space aside.
    private static boolean isMarker(String text, int from, int end, char mark) {
        if (end - from < 3) {
            return false;
        }
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean fits = i < from + 3 ? c == mark : c == ' ' || c == '\t' || c == '\r';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
