package io.dataface.tasks.cli.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTests {
    private static final Duration SHORT_RUN = Duration.ofSeconds(1);

    private final Backoff backoff = new Backoff();

    @Test
    void pausesDoubleUpToHalfAMinute() {
        assertThat(Stream.generate(() -> backoff.after(SHORT_RUN)).limit(8).map(Duration::toMillis))
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    void aRunThatLastedStartsThePausesAnew() {
        backoff.after(SHORT_RUN);
        backoff.after(SHORT_RUN);

        assertThat(backoff.after(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(500));
    }
}
