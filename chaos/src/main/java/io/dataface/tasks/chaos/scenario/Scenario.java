package io.dataface.tasks.chaos.scenario;

import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.Node;
import io.dataface.tasks.chaos.check.Checker;
import io.dataface.tasks.chaos.check.Facts;
import io.dataface.tasks.chaos.check.FactsReader;
import io.dataface.tasks.chaos.check.Journals;
import io.dataface.tasks.chaos.check.Violation;
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

/// Plays one schedule on a running installation with tasks of its own, waits for rest, and
/// judges.
final class Scenario {
    private static final Duration REST = Duration.ofSeconds(60);

    /// What still moves, or will by itself.
    private static final String MOVING =
            """
            select d.id, d.state from dispatch d join task t on t.key = d.task_key
            where t.slug = any (string_to_array(?, ',')) and (d.state in ('LEASED', 'RUNNING')
              or (d.state = 'QUEUED' and not exists (
                    select from dispatch_blocker b where b.dispatch_id = d.id
                    and b.code not in ('not_before', 'limit_reached', 'unreconciled'))))
            """;

    private final Installation installation;
    private final Wire wire;
    private final Duration lease;
    private final InstantSource clock;
    private final Schedule schedule;
    private final List<String> slugs;
    private final Journals journals = new Journals();

    Scenario(
            Installation installation,
            Wire wire,
            Duration lease,
            InstantSource clock,
            Schedule schedule,
            List<String> slugs) {
        this.installation = installation;
        this.wire = wire;
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
            installation.api().kickOff(slugs);
            hurt(watcher, violations);
            var earlier = reader.history();
            awaitRest(violations);
            var facts = reader.read(earlier, journals, watcher.seen());
            violations.addAll(Checker.check(facts));
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
        var depending =
                Stream.iterate(0, i -> i < slugs.size(), i -> i + 1)
                        .filter(i -> !schedule.tasks().get(i).dependsOn().isEmpty())
                        .toList();
        for (int i : depending) {
            var on = schedule.tasks().get(i).dependsOn().stream().map(slugs::get).toList();
            installation.plan().replace(slugs.get(i), page(slugs.get(i), on));
        }
        installation.api().sync();
        // A worker that was kept off by an earlier schedule's failures would only slow this one.
        installation.database().update("delete from placement_backoff");
    }

    private static String page(String slug, List<String> on) {
        return """
        ---
        title: Task %s
        status: not_started
        priority: p1
        owner: ada
        depends_on: [%s]
        ---
        # Task %s

        ## Problem

        Write a file.
        """
                .formatted(slug, String.join(", ", on), slug);
    }

    private void hurt(Watcher watcher, List<Violation> violations) throws InterruptedException {
        var random = new Random(schedule.seed());
        var harm = new Harm(installation, wire, journals, watcher, clock, random);
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
        Stream.concat(
                        Stream.of(installation.postgres(), installation.manager()),
                        installation.workers().stream())
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

    private void awaitRest(List<Violation> violations) throws InterruptedException {
        long end = System.nanoTime() + REST.toNanos();
        var names = String.join(",", slugs);
        while (moves(names)) {
            if (System.nanoTime() > end) {
                violations.add(
                        new Violation(
                                "rest",
                                "still moving after %s: %s"
                                        .formatted(
                                                REST,
                                                installation.database().rows(MOVING, names))));
                return;
            }
            Thread.sleep(200);
        }
        while (!installation.agentProcesses().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        // What the last move has to say is said.
        Thread.sleep(300);
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
