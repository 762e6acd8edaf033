package io.dataface.tasks.chaos.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// I14: what was granted is begun, handed back or over soon, and what was handed back is not
/// forgotten. That a message, once acknowledged, leaves nothing behind that nobody takes is
/// I2's.
final class LeasesAreTakenUp implements Rule {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "I14";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        var limit = facts.lease().plus(GRACE);
        for (var dispatch : facts.dispatches()) {
            for (var holding : Holding.of(facts, dispatch)) {
                var end = holding.end();
                var taken =
                        holding.began() != null
                                ? holding.began()
                                : end == null ? facts.readAt() : end.at();
                var waited =
                        Duration.between(holding.grant(), taken)
                                .minus(facts.seen().faulty(holding.grant(), taken));
                if (waited.compareTo(limit) > 0) {
                    broken.add(
                            "%s was granted with token %d at %s and not begun by %s"
                                    .formatted(
                                            facts.name(dispatch.id()),
                                            holding.token(),
                                            holding.grant(),
                                            taken));
                }
            }
        }
        return broken;
    }
}
