package io.dataface.tasks.chaos.scenario;

import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.Setup;
import io.dataface.tasks.chaos.check.Violation;
import io.dataface.tasks.emulator.PubSubEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plays seed after seed. One installation serves some seeds, each with tasks of its own;
/// after a violation the next seed gets a new one.
final class Seeds {
    private static final int WORKERS = 2;
    private static final int SEEDS_AN_INSTALLATION = 25;
    private static final String EMULATOR_AT = "spring.cloud.gcp.pubsub.emulator-host=127.0.0.1:";
    private static final Duration LEASE = Duration.ofMillis(2500);

    private final Path folder;
    private final Path evidence;
    private final int tasks;
    private final Transport transport;
    private final InstantSource clock;

    /// @param folder for the installations; emptied as seeds pass
    /// @param evidence where what failed seeds left is kept
    /// @param tasks how many a seed has
    Seeds(Path folder, Path evidence, int tasks, Transport transport, InstantSource clock) {
        this.folder = folder;
        this.evidence = evidence;
        this.tasks = tasks;
        this.transport = transport;
        this.clock = clock;
    }

    /// Plays `count` seeds from `first` on; each outcome is told as it comes.
    List<Outcome> play(long first, int count, Consumer<Outcome> told) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        while (outcomes.size() < count) {
            int most = Math.min(SEEDS_AN_INSTALLATION, count - outcomes.size());
            outcomes.addAll(playOnOne(first + outcomes.size(), most, told));
        }
        return outcomes;
    }

    private List<Outcome> playOnOne(long first, int most, Consumer<Outcome> told)
            throws InterruptedException {
        var home = fresh(first);
        var pidFile = home.resolve("data/postgres/data/postmaster.pid");
        try (var wire = Wire.toPostgres(pidFile, new Random(first))) {
            if (transport == Transport.POSTGRES) {
                return playOnOne(first, most, told, home, setup(most, wire), wire, null);
            }
            try (var emulator = emulator(home);
                    var bellWire = new Wire(emulator::port, new Random(first))) {
                var through = EMULATOR_AT + bellWire.port();
                return playOnOne(
                        first,
                        most,
                        told,
                        home,
                        setup(most, wire)
                                .overPubSub(emulator)
                                .withManagerOption(through)
                                .withWorkerOption(through),
                        wire,
                        bellWire);
            }
        }
    }

    private static PubSubEmulator emulator(Path home) {
        return PubSubEmulator.find(home.resolve("emulator.log"))
                .orElseThrow(() -> new IllegalStateException(PubSubEmulator.MISSING));
    }

    private List<Outcome> playOnOne(
            long first,
            int most,
            Consumer<Outcome> told,
            Path home,
            Setup setup,
            Wire wire,
            @Nullable Wire bellWire)
            throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        var installation = Installation.start(home, setup);
        try (installation) {
            plan(first, most, installation);
            while (outcomes.size() < most && (outcomes.isEmpty() || outcomes.getLast().sound())) {
                var outcome = playOne(first, outcomes.size(), installation, wire, bellWire);
                outcomes.add(outcome);
                told.accept(outcome);
            }
        }
        if (outcomes.getLast().sound()) {
            installation.delete();
        }
        return outcomes;
    }

    /// Writes down what depends on what, for all seeds at once: each pass over the plan takes
    /// time.
    private void plan(long first, int seeds, Installation installation) {
        var pages = new TreeMap<String, String>();
        for (int nth = 0; nth < seeds; nth++) {
            var slugs = slugs(installation, nth);
            var works = Schedule.of(first + nth, tasks, WORKERS, transport).tasks();
            for (int i = 0; i < tasks; i++) {
                var on = works.get(i).dependsOn().stream().map(slugs::get).toList();
                if (!on.isEmpty()) {
                    pages.put(slugs.get(i), page(slugs.get(i), on));
                }
            }
        }
        installation.plan().replace(pages);
        installation.api().sync();
    }

    private List<String> slugs(Installation installation, int nth) {
        return installation.plan().slugs().subList(nth * tasks, (nth + 1) * tasks);
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

    private Outcome playOne(
            long first, int nth, Installation installation, Wire wire, @Nullable Wire bellWire)
            throws InterruptedException {
        var slugs = slugs(installation, nth);
        var schedule = Schedule.of(first + nth, tasks, WORKERS, transport);
        var outcome =
                play(
                        new Scenario(installation, wire, bellWire, LEASE, clock, schedule, slugs),
                        schedule);
        if (!outcome.sound()) {
            Evidence.keep(evidence, installation, schedule, slugs, outcome.violations());
        }
        return outcome;
    }

    /// A scenario that cannot be played to its end is no sound one, and no reason to play no
    /// other.
    private static Outcome play(Scenario scenario, Schedule schedule) throws InterruptedException {
        try {
            return scenario.play();
        } catch (RuntimeException e) {
            return new Outcome(
                    schedule.seed(),
                    schedule.tasks().size(),
                    schedule.faults().size(),
                    Map.of(),
                    List.of(new Violation("played", "" + e)),
                    Duration.ZERO);
        }
    }

    private Setup setup(int seeds, Wire wire) {
        return Setup.of(seeds * tasks, WORKERS)
                .withCapacity(4)
                .withLease(LEASE)
                .throughProxy()
                .withManagerOption(
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/tasks"
                                .formatted(wire.port()));
    }

    private Path fresh(long first) {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(folder), "from-" + first + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
