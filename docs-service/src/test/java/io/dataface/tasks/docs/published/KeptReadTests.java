package io.dataface.tasks.docs.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptReadTests {
    private final AtomicInteger readings = new AtomicInteger();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private String version = "10:10:";
    private final KeptRead<Integer> kept =
            new KeptRead<>(readings::incrementAndGet, () -> version, () -> now);

    @Test
    void nothingIsReadAgainWhileNothingIsWritten() {
        assertThat(kept.get()).isEqualTo(1);
        assertThat(kept.get()).isEqualTo(1);
    }

    @Test
    void aWriteIsSeenAtOnce() {
        kept.get();
        version = "10:11:";

        assertThat(kept.get()).isEqualTo(2);
    }

    @Test
    void whatIsWrittenDuringAReadingIsReadNext() {
        var writing =
                new KeptRead<>(
                        () -> {
                            version = "10:11:";
                            return readings.incrementAndGet();
                        },
                        () -> version,
                        () -> now);
        writing.get();

        assertThat(writing.get()).isEqualTo(2);
    }

    @Test
    void timeThatPassesIsSeenAfterASecond() {
        kept.get();
        now = now.plusMillis(999);
        assertThat(kept.get()).isEqualTo(1);

        now = now.plusMillis(2);
        assertThat(kept.get()).isEqualTo(2);
    }
}
