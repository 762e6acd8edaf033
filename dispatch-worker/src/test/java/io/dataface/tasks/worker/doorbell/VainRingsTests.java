package io.dataface.tasks.worker.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VainRingsTests {
    private static final Bell.Ring RUNG = new Bell.Ring(true, List.of());
    private static final Bell.Ring QUIET = new Bell.Ring(false, List.of());

    private final VainRings vain = new VainRings();

    private void ringInVain() {
        for (int i = 0; i < VainRings.AT_ONCE; i++) {
            assertThat(vain.pauseAfter(RUNG, false)).isEqualTo(Duration.ZERO);
        }
    }

    @Test
    void afterFiveInARowEachRingIsWaitedFor() {
        ringInVain();

        assertThat(vain.pauseAfter(RUNG, false)).isEqualTo(VainRings.PAUSE);
        assertThat(vain.pauseAfter(RUNG, false)).isEqualTo(VainRings.PAUSE);
    }

    @Test
    void aRingThatBringsWorkEndsThat() {
        ringInVain();

        assertThat(vain.pauseAfter(RUNG, true)).isEqualTo(Duration.ZERO);
        ringInVain();
    }

    @Test
    void soDoesAPollWithoutARing() {
        ringInVain();

        assertThat(vain.pauseAfter(QUIET, false)).isEqualTo(Duration.ZERO);
        ringInVain();
    }
}
