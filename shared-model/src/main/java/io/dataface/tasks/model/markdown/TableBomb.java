package io.dataface.tasks.model.markdown;

/// Finds texts whose tables would grow far beyond what was written.
///
/// A table's rows are filled up to the width of its head, so n characters can ask for n² cells.
final class TableBomb {

    /// Cells that nobody wrote; people leave out a few hundred at most.
    private static final long MOST_FILLED = 10_000;

    private TableBomb() {}

    static boolean isIn(String markdown) {
        long filled = 0;
        int columns = 0;
        for (int at = 0; at < markdown.length(); ) {
            int feed = markdown.indexOf('\n', at);
            int end = feed < 0 ? markdown.length() : feed;
            int delimiters = delimiters(markdown, at, end);
            if (delimiters > 0) {
                columns = delimiters;
            } else if (isBlank(markdown, at, end)) {
                columns = 0;
            } else if (columns > 0) {
                filled += Math.max(0, columns - pipes(markdown, at, end) - 1);
            }
            if (filled > MOST_FILLED) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /// The columns that a line of a table's dashes makes, 0 for any other line.
    private static int delimiters(String text, int from, int to) {
        int pipes = 0;
        boolean dash = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            dash |= c == '-';
            if (c == '|') {
                pipes++;
            } else if ("-: \t\r>".indexOf(c) < 0) {
                return 0;
            }
        }
        return dash && pipes > 0 ? pipes + 1 : 0;
    }

    private static int pipes(String text, int from, int to) {
        int pipes = 0;
        for (int i = from; i < to; i++) {
            pipes += text.charAt(i) == '|' ? 1 : 0;
        }
        return pipes;
    }

    private static boolean isBlank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
