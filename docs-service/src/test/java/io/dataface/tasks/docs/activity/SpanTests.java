package io.dataface.tasks.docs.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void aWeekBeginsOnMondayInUtc() {
        Span week = Span.of("2026-W47", null, TODAY);
        assertThat(week.from()).isEqualTo(Instant.parse("2026-11-16T00:00:00Z"));
        assertThat(week.to()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(week.label()).isEqualTo("16 Nov 2026 – 22 Nov 2026");
        assertThat(week).isEqualTo(Span.of(null, null, TODAY));
    }

    @Test
    void neighboursAreFoundAcrossTheTurnOfTheYear() {
        Span last = Span.of("2026-W53", null, TODAY);
        assertThat(last.later().parameter()).isEqualTo("week=2027-W01");
        assertThat(last.later().earlier()).isEqualTo(last);
        Span day = Span.of(null, "2026-12-31", TODAY);
        assertThat(day.later().parameter()).isEqualTo("day=2027-01-01");
        assertThat(day.label()).isEqualTo("Thursday, 31 December 2026");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-W99",
                "W47",
                "'; --",
                "99999-W01",
                "-2026-W01",
                "0001-W01"
            })
    void whatIsNoWeekIsThisOne(String week) {
        assertThat(Span.of(week, week, TODAY)).isEqualTo(Span.weekOf(TODAY));
    }
}
