package io.dataface.tasks.chaos.scenario;

import io.dataface.tasks.chaos.check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What came of a seed.
///
/// @param ends how many dispatches ended in each state
/// @param took from kick-off to judgement
record Outcome(
        long seed,
        int tasks,
        int faults,
        Map<String, Integer> ends,
        List<Violation> violations,
        Duration took) {

    boolean sound() {
        return violations.isEmpty();
    }

    /// One line.
    @Override
    public String toString() {
        return "seed %d: %s, %d tasks, %d faults, %s, %.1f s"
                .formatted(
                        seed,
                        sound() ? "sound" : violations.size() + " VIOLATIONS",
                        tasks,
                        faults,
                        ends,
                        took.toMillis() / 1000.0);
    }
}
