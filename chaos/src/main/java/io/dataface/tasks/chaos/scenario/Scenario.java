package io.dataface.tasks.chaos.scenario;

import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.Node;
import io.dataface.tasks.chaos.check.Checker;
import io.dataface.tasks.chaos.check.Facts;
import io.dataface.tasks.chaos.check.FactsReader;
import io.dataface.tasks.chaos.check.Journals;
import io.dataface.tasks.chaos.check.Violation;
import io.dataface.tasks.chaos.check.Watcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Plays one schedule on a running installation with tasks of its own, waits for rest, and
/// judges.
final class Scenario {
    /// While something moves, rest is awaited; not for ever, a task at a time being slow.
    private static final Duration STILL = Duration.ofSeconds(60);

    private static final Duration MOST_A_TASK = Duration.ofSeconds(6);
    private static final int KICKED_OFF_AT_ONCE = 20;
    private static final Duration AGENTS_END = Duration.ofSeconds(10);
    private static final Duration BELLS_END = Duration.ofSeconds(15);

    /// What still moves, or will by itself.
    private static final String MOVING =
            """
            select t.slug, d.id, d.state from dispatch d join task t on t.key = d.task_key
            where t.slug = any (string_to_array(?, ',')) and (d.state in ('LEASED', 'RUNNING')
              or (d.state = 'QUEUED' and not exists (
                    select from dispatch_blocker b where b.dispatch_id = d.id
                    and b.code not in ('not_before', 'limit_reached', 'unreconciled'))))
            """;

    private final Installation installation;
    private final Wire wire;
    private final @Nullable Wire bellWire;
    private final Duration lease;
    private final InstantSource clock;
    private final Schedule schedule;
    private final List<String> slugs;
    private final Journals journals = new Journals();

    Scenario(
            Installation installation,
            Wire wire,
            @Nullable Wire bellWire,
            Duration lease,
            InstantSource clock,
            Schedule schedule,
            List<String> slugs) {
        this.installation = installation;
        this.wire = wire;
        this.bellWire = bellWire;
        this.lease = lease;
        this.clock = clock;
        this.schedule = schedule;
        this.slugs = slugs;
    }

    /// Plays and judges.
    Outcome play() throws InterruptedException {
        prepare();
        var reader = new FactsReader(installation, slugs, lease, clock);
        long begin = System.nanoTime();
        try (var watcher = new Watcher(installation.database(), clock)) {
            var violations = new ArrayList<Violation>();
            for (int i = 0; i < slugs.size(); i += KICKED_OFF_AT_ONCE) {
                installation
                        .api()
                        .kickOff(slugs.subList(i, Math.min(i + KICKED_OFF_AT_ONCE, slugs.size())));
            }
            hurt(watcher, violations);
            var earlier = reader.history();
            boolean rest = awaitRest(violations);
            var facts = reader.read(earlier, journals, watcher.seen());
            if (rest) {
                violations.addAll(Checker.check(facts));
            }
            return new Outcome(
                    schedule.seed(),
                    slugs.size(),
                    schedule.faults().size(),
                    ends(facts),
                    violations,
                    Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void prepare() {
        for (int i = 0; i < slugs.size(); i++) {
            var work = schedule.tasks().get(i);
            installation.agent().script(slugs.get(i), work.steps().toArray(String[]::new));
        }
        // A worker that was kept off by an earlier schedule's failures would only slow this one.
        installation.database().update("delete from placement_backoff");
    }

    private void hurt(Watcher watcher, List<Violation> violations) throws InterruptedException {
        var random = new Random(schedule.seed());
        var harm = new Harm(installation, wire, bellWire, journals, watcher, clock, random);
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Void>>();
            for (var fault : schedule.faults()) {
                all.add(threads.submit(at(begin, fault.at(), () -> harm.inflict(fault))));
            }
            for (var word : schedule.words()) {
                all.add(threads.submit(at(begin, word.at(), () -> speak(word))));
            }
            for (var one : all) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    violations.add(new Violation("alive", "" + e.getCause()));
                }
            }
        }
        Stream.of(List.of(installation.postgres()), installation.managers(), installation.workers())
                .flatMap(List::stream)
                .filter(node -> !node.alive())
                .forEach(node -> revive(harm, node, violations));
    }

    private static void revive(Harm harm, Node node, List<Violation> violations) {
        violations.add(new Violation("alive", node.name() + " ended by itself"));
        harm.start(node);
    }

    private interface Deed {
        void run() throws InterruptedException;
    }

    private static Callable<Void> at(long begin, Duration at, Deed deed) {
        return () -> {
            Thread.sleep(Duration.ofNanos(begin + at.toNanos() - System.nanoTime()));
            deed.run();
            return null;
        };
    }

    // The manager may be away or refuse: a person would see that, and the schedule goes on.
    private void speak(Schedule.Word word) {
        var slug = slugs.get(word.task());
        try {
            if (word.action().equals("follow-up")) {
                installation.api().followUp(slug, "And then some more.");
            } else {
                installation.api().act(slug, word.action());
            }
        } catch (RuntimeException away) {
            return;
        }
    }

    /// Whether nothing moves any more; what never came to rest cannot be judged.
    private boolean awaitRest(List<Violation> violations) throws InterruptedException {
        var names = String.join(",", slugs);
        long begin = System.nanoTime();
        long moved = begin;
        long rows = 0;
        while (moves(names)) {
            long now = installation.database().number("select count(*) from history");
            moved = now > rows ? System.nanoTime() : moved;
            rows = now;
            if (past(moved, STILL)
                    || past(begin, STILL.plus(MOST_A_TASK.multipliedBy(slugs.size())))) {
                var left = installation.database().rows(MOVING, names);
                violations.add(
                        new Violation("rest", left.size() + " dispatches do not end: " + left));
                return false;
            }
            Thread.sleep(200);
        }
        long end = System.nanoTime();
        while (!installation.agentProcesses().isEmpty() && !past(end, AGENTS_END)) {
            Thread.sleep(200);
        }
        // What the last move has to say is said.
        Thread.sleep(300);
        while (waitingBells() > 0 && !past(end, BELLS_END)) {
            Thread.sleep(200);
        }
        return true;
    }

    private long waitingBells() {
        return installation.database().number("select count(*) from doorbell_outbox");
    }

    private static boolean past(long since, Duration limit) {
        return System.nanoTime() - since > limit.toNanos();
    }

    private boolean moves(String names) {
        return !installation.database().rows(MOVING, names).isEmpty();
    }

    private static Map<String, Integer> ends(Facts facts) {
        var ends = new TreeMap<String, Integer>();
        facts.dispatches().forEach(d -> ends.merge(d.state().name(), 1, Integer::sum));
        return ends;
    }
}
