package io.dataface.tasks.chaos.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// I2: with a free slot, what is queued without a blocker is claimed within 10 s.
final class NothingWaitsInVain implements Rule {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "I2";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        for (var wait : facts.seen().waits()) {
            var all = Duration.between(wait.from(), wait.to());
            // Most are short, and looking through all faults for each takes long.
            if (all.compareTo(LIMIT) > 0
                    && all.minus(facts.seen().faulty(wait.from(), wait.to())).compareTo(LIMIT)
                            > 0) {
                broken.add(
                        "%s could have been claimed from %s to %s and was not"
                                .formatted(facts.name(wait.dispatch()), wait.from(), wait.to()));
            }
        }
        facts.unblocked()
                .forEach(
                        id ->
                                broken.add(
                                        facts.name(id)
                                                + " is still queued, and nothing blocks it"));
        return broken;
    }
}
