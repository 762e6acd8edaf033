package io.dataface.tasks.manager.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadTests {

    @Test
    void changesOfOnePlanBecomeOneNotice() {
        var one = UUID.randomUUID();
        var notices =
                Payload.of(
                        List.of(
                                RegistryChanged.dispatch("p", "a", one),
                                RegistryChanged.task("p", "b"),
                                RegistryChanged.task("q", "c")));

        assertThat(notices).hasSize(2);
        assertThat(notices.getFirst())
                .contains("\"tasks\":[\"a\",\"b\"]")
                .contains(one.toString())
                .contains("\"resync\":false");
    }

    @Test
    void aChangeOfWorkersNamesNoPlan() {
        assertThat(Payload.of(List.of(RegistryChanged.worker())))
                .singleElement()
                .asString()
                .contains("\"workers\":true")
                .doesNotContain("plan");
    }

    @Test
    void moreThanFiftyKeysAreAResync() {
        assertThat(notice(51, 8)).contains("\"resync\":true").contains("\"tasks\":[]");
        assertThat(notice(50, 8)).contains("\"resync\":false");
    }

    @Test
    void whatPostgresWouldRefuseForItsLengthIsAResync() {
        String notice = notice(50, 200);

        assertThat(notice.getBytes(StandardCharsets.UTF_8).length).isLessThan(8000);
        assertThat(notice).contains("\"resync\":true");
    }

    private static String notice(int tasks, int length) {
        return Payload.of(
                        IntStream.range(0, tasks)
                                .mapToObj(i -> RegistryChanged.task("p", i + "x".repeat(length)))
                                .toList())
                .getFirst();
    }
}
