package io.dataface.tasks.worker.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BellTests {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final Bell bell = new Bell();

    @Test
    void aWorkerThatStartsAsksWithoutARing() throws InterruptedException {
        assertThat(bell.await(AT_ONCE).rang()).isTrue();
        assertThat(bell.await(AT_ONCE).rang()).isFalse();
    }

    @Test
    void allRingsBeforeAPollAreAnsweredByIt() throws InterruptedException {
        bell.await(AT_ONCE);
        var heard = new ArrayList<Integer>();
        bell.ring(() -> heard.add(1));
        bell.ring();
        bell.ring(() -> heard.add(2));

        var ring = bell.await(Duration.ofMinutes(1));
        assertThat(ring.rang()).isTrue();
        ring.heard().forEach(Runnable::run);

        assertThat(heard).isEqualTo(List.of(1, 2));
        assertThat(bell.await(AT_ONCE)).isEqualTo(new Bell.Ring(false, List.of()));
    }

    @Test
    void whoWaitsIsWoken() throws InterruptedException {
        bell.await(AT_ONCE);
        Thread.ofVirtual().start(bell::ring);

        assertThat(bell.await(Duration.ofMinutes(1)).rang()).isTrue();
    }
}
