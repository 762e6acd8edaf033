package io.dataface.tasks.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.published.TaskState;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskedStatesTests {

    private final Map<String, TaskState> before =
            Map.of("A", state("A", "IDLE"), "B", state("B", "IDLE"));
    private final AskedStates asked = new AskedStates(before);

    @Test
    void aStateThatWasNotAskedForMayChange() {
        asked.get("A");

        assertThat(asked.hold(with("B", "RUNNING"))).isTrue();
        assertThat(asked.hold(with("A", "RUNNING"))).isFalse();
    }

    @Test
    void aTaskThatWasNotThereIsAskedForToo() {
        assertThat(asked.containsKey("C")).isFalse();

        assertThat(asked.hold(before)).isTrue();
        assertThat(asked.hold(with("C", "IDLE"))).isFalse();
    }

    @Test
    void whoCountsAllOfThemAskedForEach() {
        assertThat(asked.values()).hasSize(2);

        assertThat(asked.hold(new HashMap<>(before))).isTrue();
        assertThat(asked.hold(with("B", "RUNNING"))).isFalse();
    }

    private Map<String, TaskState> with(String id, String word) {
        Map<String, TaskState> now = new HashMap<>(before);
        now.put(id, state(id, word));
        return now;
    }

    private static TaskState state(String id, String word) {
        return new TaskState(
                1, id, "not_started", word, "idle", false, true, null, null, null, null);
    }
}
