package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Interleaving;
import io.dataface.tasks.manager.testing.Interleaving.Act;
import io.dataface.tasks.manager.testing.Interleaving.Outcome;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.worker.LiveWorker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.TestComponent;

/// Runs one race under 200 seeds; `-Dtasks.race.seed=n` runs one of them alone.
@TestComponent
class Races {
    private static final Logger log = LoggerFactory.getLogger(Races.class);
    private static final long SEEDS = Long.getLong("tasks.race.seeds", 200);

    private final Stage stage;
    private final Interleaving interleaving;
    private final Ledger ledger;
    private final Sweep sweep;
    private final Expiry expiry;

    Races(Stage stage, Interleaving interleaving, Ledger ledger, Sweep sweep, Expiry expiry) {
        this.stage = stage;
        this.interleaving = interleaving;
        this.ledger = ledger;
        this.sweep = sweep;
        this.expiry = expiry;
    }

    /// One race under one seed.
    interface Race {
        /// Sets up, plays, checks, and answers in a word how it came out.
        String run(One race) throws Exception;
    }

    /// What one interleaving needs.
    final class One {
        final long seed;
        final Random random;
        final String plan;
        final LiveWorker worker;
        final LiveWorker other;
        final long task;

        private One(long seed, Scene scene) {
            this.seed = seed;
            this.random = new Random(seed * 31 + 7);
            this.plan = scene.plan();
            this.worker = scene.worker();
            this.other = scene.other();
            this.task = stage.task(plan, "t" + seed);
        }

        boolean flip() {
            return random.nextBoolean();
        }

        @SafeVarargs
        final <T> T any(T... choices) {
            return choices[random.nextInt(choices.length)];
        }

        /// Plays the acts; every one must end well or be refused with a problem.
        List<Came> play(Act... acts) throws Exception {
            return interleaving.play(seed, acts).stream().map(One::came).toList();
        }

        private static Came came(Outcome outcome) {
            if (outcome.error() == null) {
                return new Came(outcome.name(), "ok", outcome.value());
            }
            if (outcome.error() instanceof ApiException refused) {
                return new Came(outcome.name(), refused.code(), null);
            }
            throw new AssertionError(outcome.name() + " failed", outcome.error());
        }

        void holds() {
            assertThat(broken(task)).isEmpty();
        }

        List<String> broken(long task) {
            return ledger.broken(task);
        }
    }

    /// What the seeds of a race share: with both workers any task of the plan may run.
    private record Scene(String plan, LiveWorker worker, LiveWorker other) {}

    /// How an act came out.
    ///
    /// @param code `ok`, or the refusing problem's code
    record Came(String name, String code, @Nullable Object value) {
        boolean ok() {
            return code.equals("ok");
        }

        <T> T as(Class<T> type) {
            return Objects.requireNonNull(type.cast(value), name);
        }
    }

    /// The sweep stands still meanwhile: only who is named acts.
    ///
    /// Every seed must come out as one of these, and each of these must come up: else the race
    /// tests less than it says.
    void each(String rule, List<String> outcomes, Race race) {
        run(SEEDS, rule, outcomes, race);
    }

    /// The same under a quarter of the seeds, not all of which must come up.
    void some(String rule, List<String> outcomes, Race race) {
        run(SEEDS / 4, rule, outcomes, race);
    }

    private void run(long count, String rule, List<String> outcomes, Race race) {
        var counts = new TreeMap<String, Integer>();
        var only = Long.getLong("tasks.race.seed");
        sweep.stop();
        var plan = stage.plan(rule);
        var scene = new Scene(plan, stage.worker(plan, 100), stage.worker(plan, 100));
        long started = System.nanoTime();
        LongStream seeds = only == null ? LongStream.range(0, count) : LongStream.of(only);
        seeds.forEach(seed -> counts.merge(one(seed, scene, race), 1, Integer::sum));
        log.atInfo()
                .addKeyValue("outcomes", counts)
                .addKeyValue("took", Duration.ofNanos(System.nanoTime() - started))
                .log("Race held");
        assertThat(outcomes).as("%s", counts).containsAll(counts.keySet());
        if (only == null && count >= 200) {
            assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(outcomes);
        }
    }

    /// What the sweep does with one overdue lease.
    UUID expire(UUID dispatch) {
        expiry.expire(dispatch);
        return dispatch;
    }

    private String one(long seed, Scene scene, Race race) {
        try {
            String outcome = race.run(new One(seed, scene));
            clear(scene.plan());
            return outcome;
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "seed %d (alone: -Dtasks.race.seed=%d): %s\n  %s"
                            .formatted(seed, seed, e, interleaving.last()),
                    e);
        }
    }

    /// Leaves nothing in the queue that later seeds would have to look past.
    private void clear(String plan) {
        stage.jdbc
                .sql(
                        """
                        with mine as (select d.id from dispatch d join task t on t.key = d.task_key
                                      where t.plan_id = :plan and d.ended_at is null),
                        freed as (delete from lease where dispatch_id in (select id from mine)),
                        trusted as (delete from placement_backoff where repository = :plan)
                        update dispatch set state = 'CANCELLED', ended_at = clock_timestamp() where id in (select id from mine)
                        """)
                .param("plan", plan)
                .update();
    }
}
