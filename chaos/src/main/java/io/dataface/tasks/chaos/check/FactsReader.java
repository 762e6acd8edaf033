package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.check.Facts.AgentRun;
import io.dataface.tasks.chaos.check.Facts.Event;
import io.dataface.tasks.chaos.check.Facts.Seen;
import io.dataface.tasks.chaos.check.Facts.Started;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Reads the facts about some tasks of an installation at rest.
public final class FactsReader {
    private final Installation installation;
    private final List<String> slugs;
    private final Duration lease;
    private final InstantSource clock;
    private final Registry registry;

    /// @param slugs the tasks in question
    /// @param lease length of a lease
    public FactsReader(
            Installation installation, List<String> slugs, Duration lease, InstantSource clock) {
        this.installation = installation;
        this.slugs = List.copyOf(slugs);
        this.lease = lease;
        this.clock = clock;
        this.registry = new Registry(installation.database(), slugs);
    }

    /// The history as it is now, to be compared later.
    public List<Event> history() {
        return registry.history();
    }

    /// All facts, as they are now.
    ///
    /// @param earlier history that was read before
    /// @param seen what was noted meanwhile
    public Facts read(List<Event> earlier, Journals journals, Seen seen) {
        for (int number = 1; number <= installation.workers().size(); number++) {
            journals.read(installation.worker(number).name(), installation.workerFolder(number));
        }
        var tasks = registry.tasks();
        var dispatches = registry.dispatches();
        var known = dispatches.stream().map(Facts.Dispatch::id).collect(Collectors.toSet());
        return new Facts(
                lease,
                clock.instant(),
                tasks,
                dispatches,
                registry.history(),
                earlier,
                registry.leases(),
                registry.followUps(),
                registry.words(),
                registry.logs(),
                new Remote(installation.remote(), installation.database()).branches(tasks),
                registry.unblocked(),
                registry.unrung(),
                ours(journals.started(), known),
                agentRuns(tasks),
                new Remains(installation).find(),
                seen);
    }

    private static List<Started> ours(List<Started> started, Set<UUID> known) {
        return started.stream().filter(s -> known.contains(s.dispatch())).toList();
    }

    private List<AgentRun> agentRuns(List<Facts.Task> tasks) {
        var runs = new ArrayList<AgentRun>();
        for (var slug : slugs) {
            var task = tasks.stream().filter(t -> t.id().equals(slug)).findFirst();
            if (task.isEmpty()) {
                continue;
            }
            for (var line : installation.agent().runs(slug)) {
                var words = line.split(" ");
                if (words.length == 3) {
                    note(runs, task.get().key(), words);
                }
            }
        }
        return runs;
    }

    private static void note(List<AgentRun> runs, long task, String[] words) {
        var dispatch = UUID.fromString(words[1]);
        var at = Instant.ofEpochSecond(0, Long.parseLong(words[2]));
        if (words[0].equals("begin")) {
            runs.add(new AgentRun(task, dispatch, at, null));
        } else if (!runs.isEmpty() && runs.getLast().dispatch().equals(dispatch)) {
            runs.set(runs.size() - 1, new AgentRun(task, dispatch, runs.getLast().begin(), at));
        }
    }
}
