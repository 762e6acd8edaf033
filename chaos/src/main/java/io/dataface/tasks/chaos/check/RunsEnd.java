package io.dataface.tasks.chaos.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/// I8: a claimed run ends within its lease and 10 s of its last renewal; time in which a part
/// was away is added. At rest nothing is held.
final class RunsEnd implements Rule {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "I8";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        var limit = facts.lease().plus(GRACE);
        for (var dispatch : facts.dispatches()) {
            for (var holding : Holding.of(facts, dispatch)) {
                var seen = facts.seen().renewals().getOrDefault(holding.token(), holding.grant());
                var renewed = seen.isAfter(holding.grant()) ? seen : holding.grant();
                var end = end(facts, holding);
                var silent =
                        Duration.between(renewed, end).minus(facts.seen().faulty(renewed, end));
                if (silent.compareTo(limit) > 0) {
                    broken.add(
                            "%s with token %d was last renewed at %s and held until %s"
                                    .formatted(
                                            facts.name(dispatch.id()),
                                            holding.token(),
                                            renewed,
                                            end));
                }
            }
        }
        held(facts, broken);
        return broken;
    }

    private static Instant end(Facts facts, Holding holding) {
        var end = holding.end();
        return end == null ? facts.readAt() : end.at();
    }

    private static void held(Facts facts, List<String> broken) {
        var leased = new HashSet<UUID>();
        for (var lease : facts.leases()) {
            leased.add(lease.dispatch());
            if (lease.until().plus(GRACE).isBefore(facts.readAt())) {
                broken.add(
                        "%s still has a lease with token %d that ended at %s"
                                .formatted(
                                        facts.name(lease.dispatch()),
                                        lease.token(),
                                        lease.until()));
            }
        }
        for (var dispatch : facts.dispatches()) {
            boolean live =
                    !dispatch.state().terminal() && !dispatch.state().name().equals("QUEUED");
            if (live != leased.contains(dispatch.id())) {
                broken.add(
                        "%s is %s and has %s lease"
                                .formatted(
                                        facts.name(dispatch.id()),
                                        dispatch.state(),
                                        live ? "no" : "a"));
            }
        }
    }
}
