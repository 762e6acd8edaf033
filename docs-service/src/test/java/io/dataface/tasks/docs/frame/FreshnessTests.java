package io.dataface.tasks.docs.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class FreshnessTests {

    private Instant time = Instant.parse("2026-03-01T12:00:00Z");
    private long moves;
    private final LiveMark feed =
            new LiveMark() {
                @Override
                public String mark() {
                    return "a-" + moves;
                }

                @Override
                public long moves() {
                    return moves;
                }

                @Override
                public @Nullable Set<String> tasksSince(String mark) {
                    return null;
                }
            };
    private final Freshness freshness = freshness(Duration.ofSeconds(1));

    private Freshness freshness(Duration longest) {
        return new Freshness(feed, () -> time, new KeepSettings(DataSize.ofMegabytes(1), longest));
    }

    @Test
    void whatWasReadIsFreshUntilAChangeIsTold() {
        var then = freshness.now();
        assertThat(freshness.holds(then)).isTrue();
        moves++;
        assertThat(freshness.holds(then)).isFalse();
    }

    @Test
    void itLastsNoLongerThanItsTimeAlsoWhereTheClockIsPutBack() {
        var then = freshness.now();
        time = time.plusMillis(999);
        assertThat(freshness.holds(then)).isTrue();
        time = time.plusMillis(1);
        assertThat(freshness.holds(then)).isFalse();
        time = time.minusSeconds(60);
        assertThat(freshness.holds(then)).isFalse();
    }

    @Test
    void whatIsChangedFromHereEndsItAtOnce() {
        var then = freshness.now();
        freshness.drop();
        assertThat(freshness.holds(then)).isFalse();
    }

    @Test
    void withoutTimeNothingIsFresh() {
        Freshness none = freshness(Duration.ZERO);
        assertThat(none.holds(none.now())).isFalse();
        var reads = new AtomicInteger();
        var recent = new Recent<String, Integer>(none, 10, _ -> 1);
        recent.get("a", _ -> reads.incrementAndGet());
        recent.get("a", _ -> reads.incrementAndGet());
        assertThat(reads).hasValue(2);
    }

    @Test
    void whatWasReadLatelyIsReadAgainAfterAChange() {
        var reads = new AtomicInteger();
        var recent = new Recent<String, Integer>(freshness, 10, _ -> 1);
        assertThat(recent.get("a", _ -> reads.incrementAndGet())).isEqualTo(1);
        assertThat(recent.get("a", _ -> reads.incrementAndGet())).isEqualTo(1);
        moves++;
        assertThat(recent.get("a", _ -> reads.incrementAndGet())).isEqualTo(2);
    }
}
