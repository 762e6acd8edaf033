package io.dataface.tasks.manager.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Times as people write them into a plan; what is no time is nothing.
final class WrittenTime {
    private static final int DAY = "2026-03-24".length();

    private WrittenTime() {}

    /// The day that a text begins with, as its writer counts days.
    static Optional<LocalDate> findDay(@Nullable String written) {
        if (written == null || written.length() < DAY) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(written.substring(0, DAY)))
                    .filter(d -> d.getYear() > 0);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The instant, where time and offset are written too; to the microsecond, as Postgres keeps
    /// it.
    static Optional<Instant> findInstant(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(written.strip().replace(' ', 'T')))
                    .filter(time -> time.getYear() > 0 && time.getYear() < 10_000)
                    .map(time -> time.toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
