package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.AgentRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/// I1, as the agents themselves wrote it down: one began in each dispatch at most, and no two
/// were at work on one task. The latter is not said of times
/// in which a worker was frozen: its agent may go on then, and its work is never pushed.
final class OneAgentATask implements Rule {
    @Override
    public String name() {
        return "I1";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        var runs = facts.agentRuns();
        var begun = new HashSet<UUID>();
        runs.stream()
                .filter(run -> !begun.add(run.dispatch()))
                .forEach(
                        run ->
                                broken.add(
                                        "an agent of %s began again at %s"
                                                .formatted(
                                                        facts.name(run.dispatch()), run.begin())));
        for (var one : runs) {
            for (var other : runs) {
                if (one.task() == other.task() && overlap(one, other) && !frozen(facts, one)) {
                    broken.add(
                            "an agent of %s was at work from %s to %s, and one of %s from %s"
                                    .formatted(
                                            facts.name(one.dispatch()),
                                            one.begin(),
                                            one.end(),
                                            facts.name(other.dispatch()),
                                            other.begin()));
                }
            }
        }
        return broken;
    }

    // An agent that was killed wrote no end; only one that wrote it is sure to have lived so long.
    private static boolean overlap(AgentRun one, AgentRun other) {
        var end = one.end();
        return end != null
                && !one.equals(other)
                && !other.begin().isBefore(one.begin())
                && other.begin().isBefore(end);
    }

    private static boolean frozen(Facts facts, AgentRun run) {
        var end = run.end();
        return end != null
                && facts.seen().faults().stream()
                        .filter(fault -> fault.freezesWorkers())
                        .anyMatch(f -> f.from().isBefore(end) && f.to().isAfter(run.begin()));
    }
}
