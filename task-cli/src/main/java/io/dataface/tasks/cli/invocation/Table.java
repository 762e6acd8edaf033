package io.dataface.tasks.cli.invocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Rows of aligned columns; cut to the width of the terminal, never where output is read by
/// programs.
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;
    private static final Set<String> STATES = Set.of("STATE", "GROUP", "STATUS", "SEVERITY");

    private final Output output;
    private final Style style;
    private final int limit;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> headings = List.of();

    public Table(Invocation invocation) {
        this(invocation, true);
    }

    /// @param truncate whether rows may be cut on a terminal
    public Table(Invocation invocation, boolean truncate) {
        this.output = invocation.output();
        this.style = output.style();
        this.limit = truncate ? invocation.terminal().width() : 0;
    }

    public Table columns(String... names) {
        headings = List.of(names);
        return this;
    }

    /// A row; line breaks and control characters in it become spaces.
    public Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(ControlFilter::oneLine).toList());
        return this;
    }

    /// Writes headings and rows; nothing at all where there are no rows.
    public void print() {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = widths();
        print(headings, widths, true);
        for (List<String> row : rows) {
            print(row, widths, false);
        }
    }

    private int[] widths() {
        int[] widths = headings.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        shrink(widths);
        return widths;
    }

    // The last columns give way first; the first is a name, and a cut name misleads.
    private void shrink(int[] widths) {
        int over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - limit;
        for (int i = widths.length - 1; i > 0 && limit > 0 && over > 0; i--) {
            int give = Math.clamp(widths[i] - NARROWEST, 0, over);
            widths[i] -= give;
            over -= give;
        }
    }

    private void print(List<String> cells, int[] widths, boolean heading) {
        var line = new StringBuilder();
        int left = limit > 0 ? limit : Integer.MAX_VALUE;
        for (int i = 0; i < widths.length && (i == 0 || left > 1); i++) {
            int width = i == 0 ? widths[i] : Math.min(widths[i], left);
            String cell = cut(cells.get(i), width);
            boolean last = i == widths.length - 1 || left <= width + GAP.length();
            String padded = last ? cell : cell + " ".repeat(width - length(cell)) + GAP;
            line.append(styled(padded, headings.get(i), heading));
            left -= width + GAP.length();
        }
        output.line(line.toString().stripTrailing());
    }

    private String styled(String text, String column, boolean heading) {
        if (heading) {
            return style.faint(text);
        }
        return STATES.contains(column) ? style.state(text) : text;
    }

    private static String cut(String text, int width) {
        if (length(text) <= width) {
            return text;
        }
        int end = text.offsetByCodePoints(0, Math.max(0, width - 1));
        return text.substring(0, end) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
