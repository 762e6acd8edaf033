package io.dataface.tasks.docs.markdown;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands behind the fence of a code block, like
/// `java title="A.java" linenums="1" hl_lines="2 4-6"`.
///
/// @param language null where none is named
/// @param firstLine number of the first line, 0 where lines have none
/// @param marked which lines are marked, from 0
record CodeInfo(@Nullable String language, @Nullable String title, int firstLine, BitSet marked) {

    private static final int LONGEST = 500;
    private static final Pattern TITLE = Pattern.compile("\\btitle=(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern LINES = Pattern.compile("\\blinenums=[\"']?(\\d{1,6})");

    private static final Pattern MARKED =
            Pattern.compile("\\bhl_lines=(?:\"([^\"]*)\"|'([^']*)'|([0-9-]+))");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    static CodeInfo of(@Nullable String info) {
        String text = info == null ? "" : info.strip();
        if (text.isEmpty()) {
            return new CodeInfo(null, null, 0, new BitSet());
        }
        String first = text.split("\\s", 2)[0];
        String options = text.length() > LONGEST ? "" : text;
        Matcher title = TITLE.matcher(options);
        Matcher lines = LINES.matcher(options);
        String named =
                title.find() ? (title.group(1) == null ? title.group(2) : title.group(1)) : "";
        return new CodeInfo(
                first.contains("=") ? null : first,
                named == null || named.isBlank() ? null : named,
                lines.find() ? Math.max(1, Integer.parseInt(lines.group(1))) : 0,
                marked(options));
    }

    private static BitSet marked(String options) {
        BitSet marked = new BitSet();
        Matcher given = MARKED.matcher(options);
        if (given.find()) {
            Matcher range = RANGE.matcher(given.group());
            while (range.find()) {
                int first = Integer.parseInt(range.group(1));
                int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
                marked.set(Math.max(1, first) - 1, Math.max(first, last));
            }
        }
        return marked;
    }

    boolean isDiagram() {
        return "mermaid".equals(language);
    }
}
