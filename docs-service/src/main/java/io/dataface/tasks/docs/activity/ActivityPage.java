package io.dataface.tasks.docs.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The whole of `/activity`.
///
/// @param shown the days, as they are sent
/// @param newest when something happened last, of what the filter lets through; null where never
/// @param checked when the plan was looked at last
public record ActivityPage(
        Span span,
        Filter filter,
        boolean current,
        KeptHtml shown,
        @Nullable Instant newest,
        ActivityAside aside,
        @Nullable Instant checked) {

    /// The days of entries that stand in their order.
    static List<Day> days(List<Entry> entries) {
        Map<LocalDate, List<Entry>> byDay = new LinkedHashMap<>();
        for (Entry entry : entries) {
            byDay.computeIfAbsent(entry.day(), _ -> new ArrayList<>()).add(entry);
        }
        return byDay.entrySet().stream()
                .map(
                        day ->
                                new Day(
                                        day.getKey(),
                                        day.getValue(),
                                        day.getValue().getFirst().ofDay()))
                .toList();
    }

    /// The same when the plan was looked at later.
    ActivityPage checked(@Nullable Instant at) {
        return new ActivityPage(span, filter, current, shown, newest, aside, at);
    }

    /// Whether nothing happened.
    public boolean isEmpty() {
        return shown.isEmpty();
    }

    /// The address of this page in another form.
    ///
    /// @param path like `/activity.csv`
    public String as(String path) {
        return filter.href(path, span);
    }

    /// The week in which something happened last; null where that is this one, or there is none.
    public @Nullable Span newestSpan() {
        Instant at = newest;
        if (at == null) {
            return null;
        }
        Span week = Span.weekOf(at.atOffset(ZoneOffset.UTC).toLocalDate());
        return week.equals(span) ? null : week;
    }
}
