package io.dataface.tasks.docs.activity;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes entries as CSV (RFC 4180).
final class CsvRows {

    private final Appendable out;

    CsvRows(Appendable out) {
        this.out = out;
    }

    void head() throws IOException {
        row(
                "at",
                "kind",
                "what",
                "task",
                "title",
                "workstream",
                "owner",
                "by",
                "agent",
                "pull request",
                "dispatch",
                "detail");
    }

    void row(Entry entry) throws IOException {
        Integer number = entry.prNumber();
        row(
                entry.wholeDay() ? entry.day().toString() : time(entry.at()),
                entry.kind(),
                entry.chip().label(),
                entry.taskId(),
                entry.taskTitle(),
                entry.workstream(),
                entry.owner(),
                entry.actor(),
                entry.agent(),
                number == null ? null : number.toString(),
                entry.dispatch() == null ? null : entry.dispatch().toString(),
                entry.note());
    }

    private void row(@Nullable String... values) throws IOException {
        out.append(Arrays.stream(values).map(CsvRows::cell).collect(Collectors.joining(",")));
        out.append("\r\n");
    }

    private static String time(Instant at) {
        return at.toString();
    }

    // A spreadsheet takes a text that begins like a formula for one.
    private static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
