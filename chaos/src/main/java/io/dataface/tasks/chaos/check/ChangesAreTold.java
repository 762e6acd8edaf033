package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Notice;
import io.dataface.tasks.chaos.check.Facts.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// I10, for the change feed: every move is told within 10 s, or 10 s
/// after the faults are over that held it back; a listener that connects anew reads everything.
final class ChangesAreTold implements Rule {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "I10";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        for (var event : facts.history()) {
            var until = until(facts.seen().faults(), event.at());
            if (event.to() == null || until.isAfter(facts.readAt())) {
                continue;
            }
            if (facts.seen().notices().stream()
                    .noneMatch(n -> tells(n, event.dispatch(), event.at(), until))) {
                broken.add(
                        "%s became %s at %s, and no notice said so by %s"
                                .formatted(
                                        facts.name(event.dispatch()),
                                        event.to(),
                                        event.at(),
                                        until));
            }
        }
        return broken;
    }

    private static Instant until(List<Span> faults, Instant moved) {
        var until = moved.plus(WITHIN);
        for (var fault : faults.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            var over = fault.to().plus(WITHIN);
            if (fault.from().isBefore(until) && over.isAfter(moved) && over.isAfter(until)) {
                until = over;
            }
        }
        return until;
    }

    private static boolean tells(Notice notice, UUID dispatch, Instant from, Instant until) {
        return !notice.at().isBefore(from)
                && !notice.at().isAfter(until)
                && (notice.resync() || notice.dispatches().contains(dispatch));
    }
}
