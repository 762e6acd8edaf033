package io.dataface.tasks.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTests {
    @Test
    void aSeedAlwaysGivesTheSameSchedule() {
        assertThat(Schedule.of(7, 20, 2)).isEqualTo(Schedule.of(7, 20, 2));
        assertThat(Schedule.of(7, 20, 2)).isNotEqualTo(Schedule.of(8, 20, 2));
    }

    @Test
    void everyKindOfFaultHitsEveryPartWithinSomeSeeds() {
        var seen =
                LongStream.rangeClosed(1, 40)
                        .mapToObj(seed -> Schedule.of(seed, 20, 2, Transport.PUBSUB))
                        .flatMap(schedule -> schedule.faults().stream())
                        .map(fault -> fault.kind() + " " + fault.target())
                        .collect(Collectors.toSet());

        assertThat(seen).hasSize(Fault.Kind.values().length * Fault.Target.values().length);
    }

    @Test
    void whereNothingCarriesMessagesNoCarrierIsHurt() {
        var targets =
                LongStream.rangeClosed(1, 40)
                        .mapToObj(seed -> Schedule.of(seed, 20, 2))
                        .flatMap(schedule -> schedule.faults().stream())
                        .map(Fault::target);

        assertThat(targets).doesNotContain(Fault.Target.EMULATOR);
    }

    @Test
    void tasksDependOnEarlierOnesAlone() {
        var tasks = Schedule.of(3, 200, 2).tasks();

        for (int i = 0; i < tasks.size(); i++) {
            int position = i;
            assertThat(tasks.get(i).dependsOn()).allMatch(on -> on < position);
        }
    }
}
