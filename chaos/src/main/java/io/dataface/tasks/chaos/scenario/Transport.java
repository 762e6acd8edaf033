package io.dataface.tasks.chaos.scenario;

import io.dataface.tasks.chaos.scenario.Fault.Target;
import java.util.Arrays;
import java.util.List;

/// How workers hear of work.
enum Transport {
    /// By polls that wait.
    POSTGRES,
    /// By messages.
    PUBSUB;

    /// What can be hurt.
    List<Target> targets() {
        return Arrays.stream(Target.values())
                .filter(target -> this == PUBSUB || target != Target.EMULATOR)
                .toList();
    }
}
