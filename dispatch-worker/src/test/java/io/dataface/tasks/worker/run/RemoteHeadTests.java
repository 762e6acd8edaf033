package io.dataface.tasks.worker.run;

import static io.dataface.tasks.worker.run.RemoteHead.ADOPTED;
import static io.dataface.tasks.worker.run.RemoteHead.AS_KNOWN;
import static io.dataface.tasks.worker.run.RemoteHead.MOVED;
import static io.dataface.tasks.worker.run.RemoteHead.UNKNOWN_BRANCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.worker.Grant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemoteHeadTests {

    @Test
    void aPushedHeadIsAdopted() {
        assertThat(judge("new", null, null, List.of("new"), false)).isEqualTo(ADOPTED);
        assertThat(judge("new", "old", "old", List.of("x", "new"), true)).isEqualTo(ADOPTED);
    }

    @Test
    void theKnownHeadIsWorkedOn() {
        assertThat(judge(null, null, null, List.of(), false)).isEqualTo(AS_KNOWN);
        assertThat(judge("old", "old", "old", List.of("new"), false)).isEqualTo(AS_KNOWN);
        assertThat(judge(null, null, null, List.of("new"), false)).isEqualTo(AS_KNOWN);
    }

    @Test
    void aBranchOfNobodysIsUnknown() {
        assertThat(judge("x", null, null, List.of(), false)).isEqualTo(UNKNOWN_BRANCH);
    }

    @Test
    void anotherHeadAfterAPushIsMoved() {
        assertThat(judge("x", null, null, List.of("new"), true)).isEqualTo(MOVED);
        assertThat(judge("x", "old", "old", List.of("new"), true)).isEqualTo(MOVED);
    }

    @Test
    void commitsOnTopOfTheKnownHeadAreStartedFrom() {
        assertThat(judge("x", "old", "old", List.of(), true)).isEqualTo(AS_KNOWN);
        assertThat(judge("x", "old", "old", List.of(), false)).isEqualTo(MOVED);
    }

    @Test
    void aRejectedHeadIsReplacedOnlyAsItWas() {
        assertThat(judge("x", "old", null, List.of(), true)).isEqualTo(MOVED);
        assertThat(judge(null, "old", null, List.of(), true)).isEqualTo(MOVED);
    }

    private static RemoteHead judge(
            @Nullable String head,
            @Nullable String expected,
            @Nullable String start,
            List<String> pushed,
            boolean descends) {
        var grant =
                new Grant(
                        new UUID(0, 1),
                        1,
                        1,
                        DispatchKind.START,
                        1,
                        "p",
                        "t",
                        "t",
                        "T",
                        new Grant.Target("r", "u", null),
                        "task/t",
                        start,
                        expected,
                        pushed,
                        "a",
                        "",
                        null,
                        true,
                        List.of());
        return RemoteHead.judge(grant, head, (a, b) -> descends);
    }
}
