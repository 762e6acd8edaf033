package io.dataface.tasks.docs.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChangeTests {

    @Test
    void whatIsAbsentDidNotChange() {
        Change change = Change.read(new JsonMapper(), "{\"plan\":\"p\",\"new\":1}");
        assertThat(change)
                .isEqualTo(new Change("p", Set.of(), Set.of(), Set.of(), false, false, false));
    }

    @Test
    void tooManyKeysBecomeAResync() {
        Set<String> many =
                IntStream.range(0, Change.KEYS).mapToObj(i -> "t" + i).collect(Collectors.toSet());
        Change all = tasks(many).and(tasks(Set.of("one-more")));
        assertThat(all).isEqualTo(Change.RESYNC);
    }

    @Test
    void aSlowTabHoldsOneMergedChange() throws InterruptedException {
        var stream = new EventStream("m-0", true);
        for (int i = 0; i < 10_000; i++) {
            stream.offer("m-" + i, tasks(Set.of("a", "b")));
        }
        assertThat(stream.take(Duration.ZERO))
                .isEqualTo(new EventStream.Event("m-9999", true, tasks(Set.of("a", "b"))));
        assertThat(stream.take(Duration.ZERO)).isNull();
    }

    private static Change tasks(Set<String> tasks) {
        return new Change("p", tasks, Set.of(), Set.of(), false, false, false);
    }
}
