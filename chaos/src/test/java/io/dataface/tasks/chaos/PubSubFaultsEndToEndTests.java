package io.dataface.tasks.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dataface.tasks.cli.Tasks;
import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.invocation.Terminal;
import io.dataface.tasks.emulator.Broker;
import io.dataface.tasks.emulator.PubSubEmulator;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
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

/// Messages that come twice, in the wrong order, late, never or from strangers, and a carrier
/// that
/// forgets them: the table is the truth, and two managers with three workers follow it. One
/// installation for all, in this order; each test has tasks of its own.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PubSubFaultsEndToEndTests {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration SHORT = Duration.ofSeconds(60);

    /// Each may first go to a listener that was killed, and then waits for its time to be over.
    private static final Duration FIVE_DELIVERIES = Duration.ofSeconds(150);

    private static final String TOPIC = "tasks-default";
    private static final String BELLS = TOPIC + "-workers";
    private static final String DEAD = TOPIC + "-dead";
    private static final String EAR = "an-ear-of-the-test";
    private static final int HUNDRED = 100;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private PubSubEmulator emulator;
    private Installation it;
    private Evidence evidence;
    private int taken;

    @BeforeAll
    void start() {
        var found = PubSubEmulator.find(folder.resolve("emulator.log"));
        assumeThat(found).as(PubSubEmulator.MISSING).isPresent();
        emulator = found.orElseThrow();
        it =
                Installation.start(
                        folder,
                        Setup.of(HUNDRED + 40, 3)
                                .withManagers(2)
                                .withCapacity(4)
                                // The machine is full of processes, and some start anew.
                                .withLease(Duration.ofSeconds(5))
                                .overPubSub(emulator));
        it.agent().byDefault("write work.txt");
        evidence = new Evidence(it);
    }

    @AfterAll
    void stop() {
        if (it != null) {
            it.close();
            emulator.close();
        }
    }

    @Test
    @Order(1)
    void poolHasItsTopicsAndOneSubscriptionForAllWorkersWithoutOrder() {
        Awaitility.await("subscriptions")
                .atMost(SHORT)
                .ignoreExceptions()
                .until(() -> it.broker().subscriptions().contains(BELLS));

        assertThat(it.broker().topics()).contains(TOPIC, DEAD);
        assertThat(it.broker().subscriptions()).contains(BELLS, DEAD + "-manager");
        var bells = it.broker().subscription(BELLS);
        assertThat(bells.path("enableMessageOrdering").asBoolean(false)).isFalse();
        assertThat(bells.path("deadLetterPolicy").path("deadLetterTopic").asString())
                .endsWith("/" + DEAD);
        it.broker().createSubscription(EAR, TOPIC);
        var slug = tasks(1).getFirst();

        it.api().kickOff(slug);

        it.api().awaitState(slug, "SUCCEEDED", SHORT);
        assertThat(
                        it.database()
                                .number(
                                        "select extract(epoch from leased_at - queued_at) * 1000"
                                                + " from dispatch where id = ?",
                                        UUID.fromString(first(slug))))
                .as("milliseconds until its lease: a message woke the worker")
                .isLessThan(5000);
        assertThat(it.broker().pull(EAR, 10))
                .anySatisfy(
                        bell ->
                                assertThat(bell.attributes())
                                        .containsEntry("dispatch", first(slug))
                                        .containsEntry("attempt", "1")
                                        .containsEntry("plan", Installation.PLAN)
                                        .containsKey("traceparent"));
    }

    /// F1: kicked off while a manager and Postgres die.
    @Test
    @Order(2)
    void whatIsKickedOffWhilePartsDieIsThereAndRunsOrIsNotThere() throws Exception {
        var slugs = tasks(12);
        var answered = new ArrayList<Future<Boolean>>();
        try (var people = Executors.newFixedThreadPool(2)) {
            for (var slug : slugs) {
                answered.add(people.submit(() -> kickedOff(slug)));
            }
            it.manager(1).kill();
            it.postgres().kill();
            it.postgres().start();
        }
        it.manager(1).launch();
        awaitManagers();

        for (int i = 0; i < slugs.size(); i++) {
            var slug = slugs.get(i);
            int dispatches = it.api().dispatches(slug).size();
            if (answered.get(i).get()) {
                assertThat(dispatches).as("dispatches of %s", slug).isPositive();
            }
            if (dispatches > 0) {
                it.api().awaitState(slug, "SUCCEEDED", SHORT);
            }
        }
        awaitNoBellWaits();
    }

    /// F2 and F4: bells that are published and reach nobody, and bells that cannot be published,
    /// when both managers die.
    @Test
    @Order(3)
    void whatRingsOrCannotRingWhileNoManagerIsThereIsClaimedAfterwards() {
        var heard = tasks(2);
        var unheard = tasks(3);
        it.workers().forEach(Node::freeze);
        it.api().kickOff(heard);
        awaitNoBellWaits();
        emulator.freeze();
        it.api().kickOff(unheard);
        assertThat(waitingBells()).as("bells that wait").isGreaterThanOrEqualTo(unheard.size());
        it.managers().forEach(Node::kill);
        emulator.thaw();
        it.workers().forEach(Node::thaw);

        it.managers().forEach(Node::launch);
        awaitManagers();

        for (var slugs : List.of(heard, unheard)) {
            it.api().awaitQuiet(slugs, LIMIT);
            evidence.eachSucceededOnce(slugs);
        }
        awaitNoBellWaits();
    }

    /// F2: published, and lost with all else that the carrier knew.
    @Test
    @Order(4)
    void whatTheCarrierForgetsIsRungAgainAndItsTopicsAreMadeAnew() {
        var slugs = tasks(3);
        it.workers().forEach(Node::freeze);
        try {
            it.api().kickOff(slugs);
            awaitNoBellWaits();
            emulator.kill();
            emulator.start();
        } finally {
            it.workers().forEach(Node::thaw);
        }

        it.api().awaitQuiet(slugs, LIMIT);
        evidence.eachSucceededOnce(slugs);
        awaitTopics();
    }

    /// F3: published, but the outbox does not know; and again by strangers.
    @Test
    @Order(5)
    void whatIsPublishedManyTimesIsClaimedOnce() {
        awaitTopics();
        it.broker().createSubscription(EAR, TOPIC);
        var slug = tasks(1).getFirst();
        it.workers().forEach(Node::freeze);
        try {
            it.api().kickOff(slug);
            awaitNoBellWaits();
            it.database()
                    .update(
                            "insert into doorbell_outbox (dispatch_id, send_at) values (?,"
                                    + " clock_timestamp()) on conflict do nothing",
                            UUID.fromString(id(slug)));
            awaitNoBellWaits();
            assertThat(bellsFor(id(slug))).as("messages").isGreaterThanOrEqualTo(2);
            for (int i = 0; i < 20; i++) {
                ring(id(slug), 1);
            }
        } finally {
            it.workers().forEach(Node::thaw);
        }

        it.api().awaitState(slug, "SUCCEEDED", SHORT);
        awaitNoMessageWaits();
        assertThat(grants(slug)).isEqualTo(1);
        assertThat(it.agent().begins(slug)).isEqualTo(1);
    }

    /// F5: duplicates while it runs.
    @Test
    @Order(6)
    void bellsForWhatRunsAreAcknowledgedAndMoveNothing() {
        var slug = tasks(1).getFirst();
        it.agent().script(slug, "mark runs", "wait runs", "write work.txt");
        it.api().kickOff(slug);
        it.agent().awaitMark("runs");

        for (int i = 0; i < 10; i++) {
            ring(id(slug), 1);
        }
        awaitNoMessageWaits();
        it.agent().open("runs");

        it.api().awaitState(slug, "SUCCEEDED", SHORT);
        assertThat(grants(slug)).isEqualTo(1);
        assertThat(it.agent().begins(slug)).isEqualTo(1);
    }

    /// F4: late after a cancel; T33: forged, unknown and old ids.
    @Test
    @Order(7)
    void lateForgedAndUnknownBellsMoveNothingAndAreNoDeadLetters() {
        var slug = tasks(1).getFirst();
        it.agent().script(slug, "mark late", "hang");
        it.api().kickOff(slug);
        it.agent().awaitMark("late");
        it.api().act(slug, "cancel");
        it.api().awaitState(slug, "CANCELLED", SHORT);
        var before = rows();

        ring(id(slug), 1);
        ring(id(slug), 99);
        ring(UUID.randomUUID().toString(), 1);
        awaitNoMessageWaits();

        assertThat(rows()).isEqualTo(before);
        assertThat(deadLetters()).isZero();
    }

    /// Bells decide when, the queue decides what.
    @Test
    @Order(8)
    void bellsInTheWrongOrderTakeNothingPastItsPriority() {
        var slugs = tasks(8);
        it.api().post("/queue/pause", Map.of("reason", "to line up")).required();
        it.api().kickOff(slugs);
        var urgent = slugs.getLast();
        prioritise(id(urgent), "p0");
        var reversed = new ArrayList<>(slugs);
        Collections.shuffle(reversed, new Random(8));
        it.workers().forEach(Node::freeze);
        try {
            it.api().post("/queue/resume", Map.of()).required();
            reversed.stream().filter(slug -> !slug.equals(urgent)).forEach(s -> ring(id(s), 1));
        } finally {
            it.workers().forEach(Node::thaw);
        }

        it.api().awaitQuiet(slugs, LIMIT);
        evidence.eachSucceededOnce(slugs);
        var first =
                it
                        .database()
                        .rows(
                                "select t.slug from dispatch d join task t on t.key = d.task_key"
                                        + " where t.slug = any (string_to_array(?, ',')) order by"
                                        + " d.leased_at limit 4",
                                String.join(",", slugs))
                        .stream()
                        .map(row -> String.valueOf(row.get("slug")));
        assertThat(first)
                .as("what the first claim of a worker with four slots took")
                .contains(urgent);
    }

    /// F5: the claim's answer is lost.
    @Test
    @Order(9)
    void aClaimWhoseAnswerIsLostIsAnsweredAgain() {
        var slug = tasks(1).getFirst();
        var lost =
                it.proxy()
                        .dropNext(
                                exchange ->
                                        exchange.isPoll()
                                                && exchange.answer().contains("\"token\""));
        it.api().kickOff(slug);
        lost.await(SHORT);

        it.api().awaitState(slug, "SUCCEEDED", SHORT);
        assertThat(it.api().dispatches(slug)).hasSize(1);
        assertThat(grants(slug)).isEqualTo(1);
        assertThat(it.agent().begins(slug)).isEqualTo(1);
    }

    /// F6: the worker dies with the claim and, maybe, before its acknowledgement.
    @Test
    @Order(10)
    void aBellThatOutlivesItsWorkerFindsTheClaimTaken() {
        var slug = tasks(1).getFirst();
        it.agent().script(slug, "mark outlived", "hang");
        it.api().kickOff(slug);
        it.agent().awaitMark("outlived");
        var worker = workerOf(slug);
        it.agent().script(slug, "write work.txt");

        worker.kill();
        ring(id(slug), 1);
        worker.start();

        it.api().awaitState(slug, "SUCCEEDED", SHORT);
        assertThat(it.api().dispatches(slug))
                .extracting(dispatch -> dispatch.path("state").asString())
                .containsExactly("SUCCEEDED", "WORKER_GONE");
    }

    /// F21: a task that always fails is given up, visibly; and no bell brings it back.
    @Test
    @Order(11)
    void aTaskThatAlwaysFailsIsGivenUpAndNoBellBringsItBack() {
        var slug = tasks(1).getFirst();
        it.agent().script(slug, "say error: never works", "exit 3");
        it.api().kickOff(slug);
        await("its circuit", () -> circuitIsOpen(slug));

        var before = rows();
        ring(id(slug), 3);
        ring(id(slug), 4);
        awaitNoMessageWaits();

        assertThat(it.api().dispatches(slug)).hasSize(3);
        assertThat(rows()).isEqualTo(before);
    }

    /// What no worker can read ends in the dead-letter topic, and from there where people see it.
    @Test
    @Order(12)
    void whatNobodyCanReadIsShownReplayedAndThrownAway() {
        awaitTopics();
        if (!it.broker().subscriptions().contains(EAR)) {
            it.broker().createSubscription(EAR, TOPIC);
        }
        assertThat(deadLetters()).isZero();
        it.broker().publish(TOPIC, Map.of("dispatch", "no uuid", "attempt", "1"), text("poison"));
        it.broker().publish(TOPIC, Map.of("something", "else"), new byte[200_000]);
        Awaitility.await("two dead letters")
                .atMost(FIVE_DELIVERIES)
                .untilAsserted(() -> assertThat(letters()).hasSize(2));

        assertThat(it.api().get("/status").path("deadLetters").asInt()).isEqualTo(2);
        assertThat(letters())
                .extracting(letter -> letter.path("problem").asString())
                .anySatisfy(problem -> assertThat(problem).contains("\"no uuid\", not a UUID"));
        var poison = letter("no uuid");
        assertThat(said("queue", "--dead")).contains(poison, "\"no uuid\", not a UUID");
        assertThat(said("status")).contains("Messages that no worker could read", "2");

        bellsFor("no uuid");
        assertThat(said("queue", "--dead", "--replay", poison)).contains("anew");
        await("the message again, as it was", () -> bellsFor("no uuid") == 1);
        assertThat(it.api().post("/queue/dead/" + poison + "/replay", Map.of()).answer().status())
                .isEqualTo(404);
        var other = letters().getFirst().path("id").asString();
        assertThat(said("queue", "--dead", "--delete", other)).contains("deleted");
        assertThat(letters())
                .noneMatch(l -> List.of(poison, other).contains(l.at("/id").asString()));
    }

    @Test
    @Order(13)
    void aHundredTasksEndOnceEachWhenCarrierManagerAndWorkerAreKilledInTheMiddle() {
        var slugs = tasks(HUNDRED);
        for (int i = 0; i < HUNDRED; i += 20) {
            it.api().kickOff(slugs.subList(i, i + 20));
        }
        await("the first ones", () -> succeeded(slugs) >= 10);
        emulator.kill();
        emulator.start();
        await("some more", () -> succeeded(slugs) >= 30);
        it.manager(1).kill();
        emulator.kill();
        it.worker(2).kill();
        it.worker(2).launch();
        it.manager(1).launch();
        emulator.start();

        it.api().awaitQuiet(slugs, Duration.ofSeconds(120));
        evidence.eachSucceededOnce(slugs);
        evidence.oneBranchEach(slugs);
        evidence.noOtherBranches();
        evidence.nothingIsBroken();
        awaitNoBellWaits();
        awaitNoMessageWaits();
    }

    private List<String> tasks(int count) {
        taken += count;
        return it.plan().slugs().subList(taken - count, taken);
    }

    /// Whether a manager said yes; what has no answer may have been done.
    private boolean kickedOff(String slug) {
        try {
            return it.api().kickOff(slug).ok();
        } catch (RuntimeException away) {
            return false;
        }
    }

    private void awaitManagers() {
        it.managers().forEach(Node::awaitReady);
        await("an answer", () -> it.api().get("/status") != null);
    }

    /// The workers' subscription is the last that is made.
    private void awaitTopics() {
        await("the subscription", () -> it.broker().subscriptions().contains(BELLS));
        assertThat(it.broker().topics()).contains(TOPIC, DEAD);
        assertThat(it.broker().subscriptions()).contains(DEAD + "-manager");
    }

    private static void await(String what, BooleanSupplier done) {
        Awaitility.await(what)
                .atMost(SHORT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(done::getAsBoolean);
    }

    private String id(String slug) {
        return it.api().dispatches(slug).getFirst().path("id").asString();
    }

    private String first(String slug) {
        return it.api().dispatches(slug).getLast().path("id").asString();
    }

    private void ring(String dispatch, int attempt) {
        var attributes = new TreeMap<String, String>();
        attributes.put("dispatch", dispatch);
        attributes.put("attempt", Integer.toString(attempt));
        it.broker().publish(TOPIC, attributes, new byte[0]);
    }

    private long bellsFor(String dispatch) {
        long heard = 0;
        for (List<Broker.Pulled> some = it.broker().pull(EAR, 100);
                !some.isEmpty();
                some = it.broker().pull(EAR, 100)) {
            heard +=
                    some.stream()
                            .filter(b -> dispatch.equals(b.attributes().get("dispatch")))
                            .count();
            it.broker().ack(EAR, some);
        }
        return heard;
    }

    private long waitingBells() {
        return it.database().number("select count(*) from doorbell_outbox");
    }

    private void awaitNoBellWaits() {
        await("an empty outbox", () -> waitingBells() == 0);
    }

    /// What a worker has in hand comes to nobody else, and what is in nobody's hands would come
    /// to us.
    private void awaitNoMessageWaits() {
        Awaitility.await("no message left")
                .pollDelay(Duration.ofMillis(500))
                .atMost(SHORT)
                .ignoreExceptions()
                .until(() -> it.broker().pull(BELLS, 10).isEmpty());
    }

    private long grants(String slug) {
        return it.database()
                .number(
                        "select count(*) from history h join dispatch d on d.id = h.dispatch_id"
                                + " join task t on t.key = d.task_key where h.to_state = 'LEASED'"
                                + " and t.slug = ?",
                        slug);
    }

    private long succeeded(List<String> slugs) {
        return it.database()
                .number(
                        "select count(*) from dispatch d join task t on t.key = d.task_key where"
                                + " d.state = 'SUCCEEDED' and t.slug = any (string_to_array(?,"
                                + " ','))",
                        String.join(",", slugs));
    }

    /// Everything that a bell could have moved.
    private long rows() {
        return it.database()
                .number("select (select count(*) from history) + (select count(*) from dispatch)");
    }

    private boolean circuitIsOpen(String slug) {
        return it.database()
                        .number(
                                "select count(*) from task where circuit_reason is not null and"
                                        + " slug = ?",
                                slug)
                == 1;
    }

    private Node workerOf(String slug) {
        var name = it.api().dispatches(slug).getFirst().path("worker").asString();
        return it.worker(Integer.parseInt(name.substring("worker-".length())));
    }

    private long deadLetters() {
        return it.database().number("select count(*) from dead_letter");
    }

    private List<JsonNode> letters() {
        return it.api().get("/queue/dead").path("items").valueStream().toList();
    }

    /// The id of the dead letter that names this dispatch.
    private String letter(String dispatch) {
        return letters().stream()
                .filter(l -> l.at("/attributes/dispatch").asString("").equals(dispatch))
                .map(l -> l.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    /// What the command line prints, which must end well.
    private String said(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        false,
                        false,
                        false,
                        Map.of("HOME", folder.toString()),
                        Map.of("user.home", folder.toString(), "tasks.home", folder.toString()));
        var line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--manager-url", it.door().toString(), "--token-file"));
        line.add(new DataFolder(folder.resolve("data")).token().toString());
        int code = Tasks.run(terminal, InstantSource.system(), line.toArray(String[]::new));
        assertThat(code).as("%s: %s", line, err).isZero();
        return out.toString(UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private void prioritise(String dispatch, String priority) {
        assertThat(it.api().patch("/queue/" + dispatch, Map.of("priority", priority)).ok())
                .isTrue();
    }
}
