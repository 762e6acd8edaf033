package io.dataface.tasks.docs.activity;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A week, or one day, in UTC.
///
/// @param first its first day
public record Span(LocalDate first, boolean oneDay) {

    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 5);
    private static final LocalDate LATEST = LocalDate.of(9000, 1, 1);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /// The span of an address: a day as `2026-11-20`, else a week as `2026-W47`; else the week of
    /// today.
    static Span of(@Nullable String week, @Nullable String day, LocalDate today) {
        return findDay(day)
                .map(found -> new Span(found, true))
                .or(() -> findWeek(week).map(Span::weekOf))
                .orElseGet(() -> weekOf(today));
    }

    static Span weekOf(LocalDate day) {
        return new Span(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), false);
    }

    private static Optional<LocalDate> findDay(@Nullable String text) {
        return parsed(text, DateTimeFormatter.ISO_LOCAL_DATE);
    }

    private static Optional<LocalDate> findWeek(@Nullable String text) {
        return parsed(text == null ? null : text + "-1", DateTimeFormatter.ISO_WEEK_DATE);
    }

    private static Optional<LocalDate> parsed(@Nullable String text, DateTimeFormatter format) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text, format))
                    .filter(day -> !day.isBefore(EARLIEST) && day.isBefore(LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public Instant from() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public Instant to() {
        return first.plusDays(oneDay ? 1 : 7).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The span before it, of the same length.
    public Span earlier() {
        return new Span(first.minusDays(oneDay ? 1 : 7), oneDay);
    }

    /// The span behind it, of the same length.
    public Span later() {
        return new Span(first.plusDays(oneDay ? 1 : 7), oneDay);
    }

    boolean holds(LocalDate day) {
        return !day.isBefore(first) && day.isBefore(first.plusDays(oneDay ? 1 : 7));
    }

    /// Its part of an address, like `week=2026-W47`.
    public String parameter() {
        return oneDay
                ? "day=" + first
                : "week=%d-W%02d"
                        .formatted(
                                first.get(IsoFields.WEEK_BASED_YEAR),
                                first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /// As people say it, like `16 Nov 2026 – 22 Nov 2026`.
    public String label() {
        return oneDay
                ? label(first)
                : SHORT.format(first) + " – " + SHORT.format(first.plusDays(6));
    }

    static String label(LocalDate day) {
        return DAY.format(day);
    }
}
