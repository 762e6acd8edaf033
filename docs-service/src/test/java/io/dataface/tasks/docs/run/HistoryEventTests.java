package io.dataface.tasks.docs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryEventTests {

    private static final Instant BEFORE = Instant.parse("2026-04-01T10:00:00Z");

    @Test
    void stepsAreSaidInWords() {
        HistoryEvent agent = event("phase", null, null, "AGENT");

        assertThat(agent.text()).isEqualTo("Agent started");
        assertThat(agent.note()).isNull();
        assertThat(event("phase", null, null, "PREPARING").text())
                .isEqualTo("Preparing the workspace");
        assertThat(event("phase", null, null, "SOME_STEP").text()).isEqualTo("Some step");
    }

    @Test
    void aPushNamesItsCommitInShort() {
        HistoryEvent push =
                event("push_gate", null, null, "701efe07f8f18f054051c2779657dc9057a6d90a");

        assertThat(push.text()).isEqualTo("Push of 701efe07f allowed");
        assertThat(push.note()).isNull();
    }

    @Test
    void aFailureKeepsWhatItLeft() {
        HistoryEvent failed = event("failed", "FAILED", "exit", "add the glossary");

        assertThat(failed.text()).isEqualTo("Failed");
        assertThat(failed.why()).isNull();
        assertThat(failed.note()).isEqualTo("add the glossary");
        assertThat(event("failed", "FAILED", "no_changes", null).why()).isEqualTo("no changes");
    }

    @Test
    void aPersonWhoEndsARunIsNamed() {
        assertThat(event("interrupted", "INTERRUPTED", "operator", null).text())
                .isEqualTo("Interrupted by w-1");
    }

    @Test
    void theTimeSinceTheRowBeforeIsExactWhereShort() {
        assertThat(after(340).gap()).isEqualTo("340 ms");
        assertThat(after(1_240).gap()).isEqualTo("1.2 s");
        assertThat(after(72_000).gap()).isEqualTo("1 min 12 s");
    }

    private static HistoryEvent after(long millis) {
        return new HistoryEvent(
                2, BEFORE.plusMillis(millis), BEFORE, "phase", null, "w-1", null, "AGENT");
    }

    private static HistoryEvent event(
            String event, @Nullable String to, @Nullable String reason, @Nullable String detail) {
        return new HistoryEvent(1, BEFORE, null, event, to, "w-1", reason, detail);
    }
}
