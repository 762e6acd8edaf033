package io.dataface.tasks.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTimeTests {
    @Test
    void aDayIsReadFromWhatBeginsWithOne() {
        assertThat(WrittenTime.findDay("2026-03-24")).contains(LocalDate.of(2026, 3, 24));
        assertThat(WrittenTime.findDay("2026-03-24T20:20:23-07:00"))
                .contains(LocalDate.of(2026, 3, 24));
    }

    @Test
    void anInstantNeedsItsOffset() {
        assertThat(WrittenTime.findInstant("2026-03-24T20:20:23-07:00"))
                .contains(Instant.parse("2026-03-25T03:20:23Z"));
        assertThat(WrittenTime.findInstant("2026-03-24 20:20:23.123456789Z"))
                .contains(Instant.parse("2026-03-24T20:20:23.123456Z"));
        assertThat(WrittenTime.findInstant("2026-03-24T20:20:23")).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "2026-13-45", "-999-01-01", "2026-02-30T00:00:00Z"})
    void whatIsNoTimeIsNothing(String written) {
        assertThat(WrittenTime.findDay(written)).isEmpty();
        assertThat(WrittenTime.findInstant(written)).isEmpty();
    }
}
