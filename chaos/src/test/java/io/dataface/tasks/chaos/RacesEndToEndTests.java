package io.dataface.tasks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two things that happen to a task at the same moment, three times each on real processes, at
/// seeded random times; whichever comes first, people find a state that both allow.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RacesEndToEndTests {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int TIMES = 3;
    private static final long SEED = 20_261_121;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private final Random random = new Random(SEED);
    private Installation it;
    private Evidence evidence;
    private int next;

    @BeforeAll
    void start() {
        it =
                Installation.start(
                        folder,
                        Setup.of(10 * TIMES, 2).withCapacity(3).withLease(Duration.ofSeconds(6)));
        evidence = new Evidence(it);
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @Test
    @Order(1)
    void cancelAgainstCompletion() {
        for (String slug : three()) {
            it.agent().script(slug, "sleep 0.2", "commit work.txt");
            it.api().kickOff(slug);

            Api.Answer answer = afterUpTo(1200, () -> it.api().act(slug, "cancel"));

            it.api().awaitQuiet(List.of(slug), LIMIT);
            String state = it.api().state(slug);
            assertThat(it.api().dispatches(slug)).as("no successor after a cancel").hasSize(1);
            assertThat(state).isIn("CANCELLED", "SUCCEEDED");
            assertThat(it.remote().branches().containsKey("task/" + slug))
                    .as("pushed, where it ended as " + state)
                    .isEqualTo(state.equals("SUCCEEDED"));
            assertThat(answer.status()).isIn(200, 202, 409);
            if (answer.status() == 409) {
                assertThat(state).isEqualTo("SUCCEEDED");
            }
        }
        evidence.nothingIsBroken();
    }

    @Test
    @Order(2)
    void followUpAgainstCompletion() {
        for (String slug : three()) {
            it.agent().script(slug, "sleep 0.2", "commit work.txt");
            it.api().kickOff(slug);

            Api.Answer answer = afterUpTo(1500, () -> it.api().followUp(slug, "And a test."));

            Awaitility.await("an end of " + slug)
                    .atMost(LIMIT)
                    .until(() -> it.api().task(slug).path("status").asString().equals("completed"));
            List<Map<String, @Nullable Object>> followUps = followUps(slug);
            if (answer.ok()) {
                assertThat(followUps)
                        .extracting(row -> row.get("state"))
                        .containsExactly("delivered");
                // The run that carries it says so itself, whether it was the first or the second.
                assertThat(String.valueOf(followUps.getFirst().get("prompt")))
                        .contains("And a test.");
            } else {
                assertThat(answer.status()).as("%s", answer.body()).isEqualTo(409);
                assertThat(followUps).isEmpty();
            }
            assertThat(it.api().dispatches(slug))
                    .allMatch(run -> run.path("state").asString().equals("SUCCEEDED"));
        }
        evidence.nothingIsBroken();
    }

    @Test
    @Order(3)
    void retryAgainstAnAutomaticRetry() {
        for (String slug : three()) {
            it.agent().script(slug, "exit 3");
            it.api().kickOff(slug);
            // The first failure queues the automatic retry in its own transaction.
            Awaitility.await("an automatic retry")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> it.api().dispatches(slug).size() == 2);

            Api.Answer answer = afterUpTo(400, () -> it.api().act(slug, "retry"));

            Awaitility.await("its circuit").atMost(LIMIT).until(() -> circuitIsOpen(slug));
            Awaitility.await("its last run").atMost(LIMIT).until(() -> live(slug) == 0);
            assertThat(answer.status()).as("%s", answer.body()).isIn(200, 202, 409);
            // Three failures in a row, counted anew since the person's retry.
            assertThat(it.api().dispatches(slug).size()).isBetween(3, 4);
            assertThat(doubleSuccessors()).isEmpty();
        }
        evidence.nothingIsBroken();
    }

    @Test
    @Order(4)
    void twoCancels() {
        for (String slug : three()) {
            it.agent().script(slug, "hang");
            it.api().kickOff(slug);
            CompletableFuture<Api.Answer> first = later(800, () -> it.api().act(slug, "cancel"));
            CompletableFuture<Api.Answer> second = later(800, () -> it.api().act(slug, "cancel"));

            assertThat(List.of(first.join().status(), second.join().status()))
                    .allMatch(status -> status == 200 || status == 202 || status == 409)
                    .anyMatch(status -> status != 409);
            it.api().awaitState(slug, "CANCELLED", LIMIT);
            assertThat(it.api().dispatches(slug)).hasSize(1);
            assertThat(
                            it.database()
                                    .number(
                                            "select count(*) from history h join dispatch d on d.id"
                                                + " = h.dispatch_id join task t on t.key ="
                                                + " d.task_key where t.slug = ? and h.to_state ="
                                                + " 'CANCELLED'",
                                            slug))
                    .isEqualTo(1);
        }
        evidence.nothingIsBroken();
    }

    @Test
    @Order(5)
    void aPushThatIsRejectedBecauseAPersonPushed() {
        List<String> three = three();
        three.forEach(
                slug -> it.agent().script(slug, "mark " + slug, "wait " + slug, "commit work.txt"));
        it.api().kickOff(three);
        for (String slug : three) {
            it.agent().awaitMark(slug);
            CompletableFuture<Boolean> agent = later(400, () -> open(slug));
            Optional<String> persons = findPushed("task/" + slug);
            agent.join();

            it.api().awaitQuiet(List.of(slug), LIMIT);
            JsonNode run = it.api().dispatches(slug).getFirst();
            assertThat(it.api().dispatches(slug)).as("not retried").hasSize(1);
            if (run.path("state").asString().equals("SUCCEEDED")) {
                // It was quicker: the person's push was refused, or is on top of it.
                assertThat(it.remote().log("task/" + slug))
                        .contains(run.path("headSha").asString());
            } else {
                assertThat(run.path("reason").asString()).isEqualTo("branch_moved");
                assertThat(it.remote().branches().get("task/" + slug))
                        .isEqualTo(persons.orElseThrow());
            }
        }
        evidence.nothingIsBroken();
    }

    @Test
    @Order(6)
    void aBranchThatExistsBeforeTheFirstAttempt() {
        List<String> three = three();
        for (String slug : three) {
            String head = it.remote().pushAsPerson("task/" + slug, "person.txt");
            it.api().kickOff(slug);

            it.api().awaitState(slug, "FAILED", LIMIT);
            assertThat(it.api().dispatches(slug).getFirst().path("reason").asString())
                    .isEqualTo("branch_exists");
            assertThat(it.api().dispatches(slug)).as("not retried").hasSize(1);
            assertThat(it.agent().begins(slug)).isZero();
            assertThat(it.remote().branches()).containsEntry("task/" + slug, head);
        }
        evidence.nothingIsBroken();
    }

    @Test
    @Order(7)
    void aPlanEditUnderAQueuedDispatch() {
        String edited = three(1).getFirst();
        String cancelled = three(1).getFirst();
        String deleted = three(1).getFirst();
        it.api().post("/queue/pause", Map.of("reason", "an edit")).required();
        it.api().kickOff(List.of(edited, cancelled, deleted));
        it.plan().edit(edited, "Something else by now.");
        it.plan().status(cancelled, "cancelled");
        it.plan().delete(deleted);
        CompletableFuture<Api.Answer> resumed =
                later(300, () -> it.api().post("/queue/resume", Map.of()).required());
        it.api().sync();
        Object synced =
                Objects.requireNonNull(
                        it.database().rows("select clock_timestamp() as at").getFirst().get("at"));
        resumed.join();

        it.api().awaitQuiet(List.of(edited), LIMIT);
        assertThat(it.api().state(edited)).isEqualTo("SUCCEEDED");
        assertThat(
                        it.database()
                                .rows(
                                        "select d.id from dispatch d join task t on t.key ="
                                            + " d.task_key where t.slug = ? and d.leased_at > ? and"
                                            + " d.task_text not like '%Something else by now.%'",
                                        edited, synced))
                .as("runs with the text of before the edit")
                .isEmpty();
        // Either the edit came first and it waits, or its run was quicker and is over.
        for (String slug : List.of(cancelled, deleted)) {
            Awaitility.await(slug)
                    .atMost(LIMIT)
                    .until(() -> isIn(it.api().state(slug), "QUEUED", "SUCCEEDED"));
        }
        assertThat(it.api().task(cancelled).path("status").asString()).isEqualTo("cancelled");
        evidence.noTaskHadTwoLeases();
        evidence.historiesAreWhole();
    }

    @Test
    @Order(8)
    void aPlanEditUnderARunningDispatch() {
        List<String> three = three();
        three.forEach(
                slug -> it.agent().script(slug, "mark " + slug, "wait " + slug, "commit work.txt"));
        it.api().kickOff(three);
        three.forEach(it.agent()::awaitMark);
        it.plan().edit(three.get(0), "Something else by now.");
        it.plan().status(three.get(1), "cancelled");
        it.plan().delete(three.get(2));
        it.api().sync();

        for (String slug : three) {
            assertThat(it.api().task(slug).path("signals").valueStream())
                    .as("what people are told about " + slug)
                    .anyMatch(signal -> signal.path("code").asString().equals("plan_moved"));
            it.agent().open(slug);
            it.api().awaitState(slug, "SUCCEEDED", LIMIT);
            assertThat(it.api().dispatches(slug)).hasSize(1);
        }
        evidence.oneBranchEach(three);
        evidence.nothingIsBroken();
    }

    @Test
    @Order(9)
    void drainAgainstAPoll() {
        for (String slug : three()) {
            it.agent().script(slug, "sleep 0.2", "commit work.txt");
            CompletableFuture<Api.Answer> drain =
                    later(300, () -> it.api().post("/workers/worker-2/drain", Map.of()).required());
            afterUpTo(300, () -> it.api().kickOff(slug));
            drain.join();

            it.api().awaitState(slug, "SUCCEEDED", LIMIT);
            assertThat(it.api().dispatches(slug)).hasSize(1);
            assertThat(it.agent().begins(slug)).isEqualTo(1);
            assertThat(
                            it.database()
                                    .rows(
                                            """
                                            select h.dispatch_id from history h join dispatch d on d.id = h.dispatch_id
                                            join worker w on w.id = d.worker_id
                                            where h.to_state = 'LEASED' and h.token = d.token and h.at > w.drain_at
                                            """))
                    .as("leases given to a worker that drains")
                    .isEmpty();
            it.worker(2).end();
            it.worker(2).start();
        }
        evidence.nothingIsBroken();
    }

    private List<String> three() {
        return three(TIMES);
    }

    private List<String> three(int count) {
        List<String> some = it.plan().slugs().subList(next, next + count);
        next += count;
        return some;
    }

    private <T> T afterUpTo(int millis, Supplier<T> act) {
        return later(millis, act).join();
    }

    private <T> CompletableFuture<T> later(int millis, Supplier<T> act) {
        Executor executor =
                CompletableFuture.delayedExecutor(random.nextInt(millis), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(act, executor);
    }

    /// What a person pushed, unless the remote refused it.
    private Optional<String> findPushed(String branch) {
        try {
            return Optional.of(it.remote().pushAsPerson(branch, "person.txt"));
        } catch (IllegalStateException refused) {
            return Optional.empty();
        }
    }

    private boolean open(String gate) {
        it.agent().open(gate);
        return true;
    }

    private static boolean isIn(String state, String... states) {
        return List.of(states).contains(state);
    }

    private List<Map<String, @Nullable Object>> followUps(String slug) {
        return new ArrayList<>(
                it.database()
                        .rows(
                                "select f.state, d.prompt from follow_up f join task t on t.key ="
                                        + " f.task_key left join dispatch d on d.id ="
                                        + " f.dispatch_id where t.slug = ?",
                                slug));
    }

    private boolean circuitIsOpen(String slug) {
        return it.database()
                        .number(
                                "select count(*) from task where slug = ? and circuit_at is not"
                                        + " null",
                                slug)
                == 1;
    }

    private long live(String slug) {
        return it.database()
                .number(
                        "select count(*) from dispatch d join task t on t.key = d.task_key where"
                                + " t.slug = ? and d.state in ('QUEUED', 'LEASED', 'RUNNING')",
                        slug);
    }

    private List<?> doubleSuccessors() {
        return it.database()
                .rows(
                        "select previous_id from dispatch where previous_id is not null group by"
                                + " previous_id having count(*) > 1");
    }
}
