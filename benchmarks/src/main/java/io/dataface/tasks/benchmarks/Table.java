package io.dataface.tasks.benchmarks;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table of figures, printed as markdown.
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... titles) {
        rows.add(List.of(titles));
        rows.add(List.of(titles).stream().map(t -> "---").toList());
    }

    void row(Object... cells) {
        rows.add(List.of(cells).stream().map(Table::text).toList());
        System.err.println(String.join(" | ", rows.getLast()));
    }

    private static String text(Object cell) {
        return switch (cell) {
            case Double d when Math.abs(d) >= 100 -> String.format(Locale.ROOT, "%,.0f", d);
            case Double d -> String.format(Locale.ROOT, "%.2f", d);
            default -> cell.toString();
        };
    }

    /// @param heading what was measured, with what
    void print(String heading) {
        System.out.printf(
                "%n%s, %s, %d cores%n%n",
                heading,
                LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES),
                Runtime.getRuntime().availableProcessors());
        rows.forEach(row -> System.out.println("| " + String.join(" | ", row) + " |"));
    }
}
