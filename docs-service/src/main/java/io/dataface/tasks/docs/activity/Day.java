package io.dataface.tasks.docs.activity;

import java.time.LocalDate;
import java.util.List;

/// What happened on a day, the newest first.
///
/// @param total entries, also those that are not shown
public record Day(LocalDate date, List<Entry> entries, int total) {

    public Day {
        entries = List.copyOf(entries);
    }

    /// As people say it, like `Friday, 20 November 2026`.
    public String label() {
        return Span.label(date);
    }

    /// How many are not shown.
    public int left() {
        return total - entries.size();
    }

    /// The day alone.
    public Span span() {
        return new Span(date, true);
    }
}
