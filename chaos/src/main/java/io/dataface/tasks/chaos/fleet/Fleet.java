package io.dataface.tasks.chaos.fleet;

import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.Node;
import io.dataface.tasks.chaos.Setup;
import io.dataface.tasks.chaos.check.Checker;
import io.dataface.tasks.chaos.check.Facts;
import io.dataface.tasks.chaos.check.FactsReader;
import io.dataface.tasks.chaos.check.Journals;
import io.dataface.tasks.chaos.check.Violation;
import io.dataface.tasks.chaos.check.Watcher;
import io.dataface.tasks.emulator.PubSubEmulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Several managers, a fleet of played workers and an emulator, all of them and Postgres killed at
/// random until nearly every task is over; then judged, at rest.
final class Fleet {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofMinutes(3);

    /// All managers together stay below the 40 connections that the database takes.
    private static final String POOL = "spring.datasource.hikari.maximum-pool-size=9";
    private static final String OPEN =
            """
            select count(*) from dispatch d where d.state in ('LEASED', 'RUNNING') or (d.state = 'QUEUED'
              and not exists (select from dispatch_blocker b where b.dispatch_id = d.id
                              and b.code not in ('not_before', 'limit_reached', 'unreconciled')))
            """;

    private final int managers;
    private final int workers;
    private final int dispatches;
    private final Duration work;
    private final long seed;
    private final InstantSource clock;
    private final Consumer<String> told;

    /// @param work how long an agent works at most
    Fleet(
            int managers,
            int workers,
            int dispatches,
            Duration work,
            long seed,
            InstantSource clock,
            Consumer<String> told) {
        this.managers = managers;
        this.workers = workers;
        this.dispatches = dispatches;
        this.work = work;
        this.seed = seed;
        this.clock = clock;
        this.told = told;
    }

    /// @param kills how often each kind of part was hurt
    /// @param ends how many dispatches ended in each state
    /// @param rings how often the managers asked for a doorbell
    /// @param claimed milliseconds from being due until leased, below which 50, 99 and 100
    ///     % lie
    record Report(
            Map<String, Integer> kills,
            Map<String, Integer> ends,
            long rings,
            Heard.Count heard,
            List<Violation> violations,
            Duration took,
            List<Long> claimed) {}

    Report play(Path home) throws InterruptedException {
        var emulator =
                PubSubEmulator.find(home.resolveSibling(home.getFileName() + "-emulator.log"))
                        .orElseThrow(() -> new IllegalStateException(PubSubEmulator.MISSING));
        try (emulator;
                var installation = Installation.start(home, setup(emulator))) {
            told.accept("started: %d managers".formatted(managers));
            return play(installation);
        }
    }

    private Setup setup(PubSubEmulator emulator) {
        var setup =
                Setup.of(dispatches, 0)
                        .withManagers(managers)
                        .withLease(LEASE)
                        .withManagerOption(POOL)
                        .overPubSub(emulator);
        for (var limit :
                List.of(
                        "tasks.max-live",
                        "tasks.plan.max-live",
                        "tasks.repositories.code.max-live")) {
            setup = setup.withManagerOption(limit + "=1000");
        }
        return setup;
    }

    private Report play(Installation installation) throws InterruptedException {
        var journals = new Journals();
        var heard = new Heard();
        var fleet =
                IntStream.rangeClosed(1, workers)
                        .mapToObj(
                                n ->
                                        new PlayedWorker(
                                                "played-" + n,
                                                installation,
                                                journals,
                                                heard,
                                                work,
                                                seed + n))
                        .toList();
        fleet.forEach(PlayedWorker::start);
        var slugs = installation.plan().slugs();
        var reader = new FactsReader(installation, slugs, LEASE, clock);
        long begin = System.nanoTime();
        try (var watcher = new Watcher(installation.database(), clock)) {
            var kills = new Kills(installation, fleet, watcher, clock, new Random(seed));
            var kickOffs = new KickOffs(installation.api(), slugs);
            var earlier = hurtUntilFewAreLeft(installation, kickOffs, kills, reader);
            told.accept("kicked off: %d in %d calls".formatted(slugs.size(), kickOffs.end()));
            var violations = new ArrayList<Violation>();
            kills.end();
            awaitRest(installation, violations);
            var took = Duration.ofNanos(System.nanoTime() - begin);
            told.accept("at rest after %d s: judging".formatted(took.toSeconds()));
            var facts = reader.read(earlier, journals, watcher.seen());
            violations.addAll(Checker.check(facts));
            violations.addAll(notRunning(installation));
            return new Report(
                    kills.counts(),
                    ends(facts),
                    installation.database().number("select last_value from doorbell_ring"),
                    heard.count(),
                    violations,
                    took,
                    claimed(installation));
        } finally {
            for (var worker : fleet) {
                worker.kill();
            }
        }
    }

    private List<Facts.Event> hurtUntilFewAreLeft(
            Installation installation, KickOffs kickOffs, Kills kills, FactsReader reader)
            throws InterruptedException {
        List<Facts.Event> earlier = List.of();
        long left = dispatches;
        for (int beat = 0; left > dispatches / 20; beat++) {
            kills.one();
            left = kickOffs.left() + open(installation);
            if (beat % 10 == 0) {
                told.accept("%d left, hurt so far: %s".formatted(left, kills.counts()));
            }
            if (earlier.isEmpty() && left < dispatches / 2) {
                earlier = reader.history();
            }
        }
        return earlier;
    }

    /// What is open; while the database is away, as much as there can be.
    private long open(Installation installation) {
        try {
            return installation.database().number(OPEN);
        } catch (IllegalStateException away) {
            return dispatches;
        }
    }

    private void awaitRest(Installation installation, List<Violation> violations)
            throws InterruptedException {
        long end = System.nanoTime() + REST.toNanos();
        while (open(installation) > 0 || bells(installation) > 0) {
            if (System.nanoTime() > end) {
                violations.add(
                        new Violation(
                                "rest",
                                open(installation)
                                        + " dispatches do not end, doorbells that wait: "
                                        + bells(installation)));
                return;
            }
            Thread.sleep(200);
        }
        // What the last move has to say is said.
        Thread.sleep(500);
    }

    private static long bells(Installation installation) {
        return installation.database().number("select count(*) from doorbell_outbox");
    }

    private static List<Violation> notRunning(Installation installation) {
        return installation.managers().stream()
                .filter(node -> !node.alive())
                .map(Node::name)
                .map(name -> new Violation("alive", name + " ended by itself"))
                .toList();
    }

    private static Map<String, Integer> ends(Facts facts) {
        var ends = new TreeMap<String, Integer>();
        facts.dispatches().forEach(d -> ends.merge(d.state().name(), 1, Integer::sum));
        return ends;
    }

    /// From being due until the lease, for runs after a task's first: those wait for each other.
    private static List<Long> claimed(Installation installation) {
        return installation
                .database()
                .rows(
                        """
                        select (percentile_disc(0.5) within group (order by t))::bigint as p50,
                               (percentile_disc(0.99) within group (order by t))::bigint as p99, max(t)::bigint as most
                        from (select extract(epoch from leased_at - due_at) * 1000 as t from dispatch
                              where leased_at is not null and number > 1) w
                        """)
                .getFirst()
                .values()
                .stream()
                .map(value -> value instanceof Number number ? number.longValue() : -1L)
                .toList();
    }
}
