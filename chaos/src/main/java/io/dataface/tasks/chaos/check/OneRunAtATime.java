package io.dataface.tasks.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// I1: no two leases of a task overlap, tokens only grow, and no lease is begun twice.
final class OneRunAtATime implements Rule {
    @Override
    public String name() {
        return "I1";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        for (var task : facts.tasks()) {
            var holdings = Holding.of(facts, task);
            for (int i = 1; i < holdings.size(); i++) {
                compare(facts, holdings.get(i - 1), holdings.get(i), broken);
            }
        }
        begunTwice(facts, broken);
        return broken;
    }

    private static void compare(Facts facts, Holding one, Holding next, List<String> broken) {
        var end = one.end();
        if (end == null || end.at().isAfter(next.grant())) {
            broken.add(
                    "%s was leased at %s with token %d while %s held token %d until %s"
                            .formatted(
                                    facts.name(next.dispatch().id()),
                                    next.grant(),
                                    next.token(),
                                    facts.name(one.dispatch().id()),
                                    one.token(),
                                    end == null ? "now" : end.at()));
        }
        if (next.token() <= one.token()) {
            broken.add(
                    "%s was leased with token %d, after token %d of %s"
                            .formatted(
                                    facts.name(next.dispatch().id()),
                                    next.token(),
                                    one.token(),
                                    facts.name(one.dispatch().id())));
        }
    }

    private static void begunTwice(Facts facts, List<String> broken) {
        var first = new HashMap<String, Facts.Started>();
        for (var started : facts.started()) {
            var before = first.putIfAbsent(started.dispatch() + " " + started.token(), started);
            if (before != null) {
                broken.add(
                        "%s was begun twice with token %d: journals of %s (%s) and %s (%s)"
                                .formatted(
                                        facts.name(started.dispatch()),
                                        started.token(),
                                        before.worker(),
                                        before.incarnation(),
                                        started.worker(),
                                        started.incarnation()));
            }
        }
    }
}
