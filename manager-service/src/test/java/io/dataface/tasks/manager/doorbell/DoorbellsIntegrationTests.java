package io.dataface.tasks.manager.doorbell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dataface.tasks.emulator.Broker.Pulled;
import io.dataface.tasks.emulator.PubSubEmulator;
import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.testing.TestPostgres;
import io.dataface.tasks.model.doorbell.Doorbell;
import io.dataface.tasks.model.doorbell.PoolNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// A manager with a real emulator, and nobody who listens: what it publishes can be looked at.
@ManagerIntegrationTest
@DirtiesContext
class DoorbellsIntegrationTests {
    private static final String PROJECT = "doorbells";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable PubSubEmulator emulator;

    @Autowired JdbcClient jdbc;
    @Autowired Outbox outbox;
    @Autowired OutboxDrain drain;
    @Autowired DoorbellDuty duty;
    @Autowired Admin admin;
    @Autowired TransactionTemplate transactions;
    @Autowired MeterRegistry meters;
    @Autowired TestPostgres.Database database;
    private Api api = new Api(0);
    private String plan = "";
    private PoolNames names = new PoolNames("tasks", "");

    @DynamicPropertySource
    static void transport(DynamicPropertyRegistry settings) throws IOException {
        Optional<PubSubEmulator> found =
                PubSubEmulator.find(Files.createTempFile("emulator", ".log"));
        emulator = found.map(PubSubEmulator::start).orElse(null);
        settings.add("tasks.transport", () -> "pubsub");
        settings.add("spring.cloud.gcp.project-id", () -> PROJECT);
        settings.add(
                "spring.cloud.gcp.pubsub.emulator-host",
                () -> emulator == null ? "127.0.0.1:9" : emulator.address());
    }

    @BeforeAll
    static void needsAnEmulator() {
        assumeTrue(emulator != null, PubSubEmulator.MISSING);
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    private static PubSubEmulator emulator() {
        var found = emulator;
        if (found == null) {
            throw new IllegalStateException(PubSubEmulator.MISSING);
        }
        return found;
    }

    private static io.dataface.tasks.emulator.Broker broker() {
        return emulator().broker(PROJECT);
    }

    @BeforeEach
    void plan(@LocalServerPort int port) {
        api = new Api(port);
        plan = "bells-" + COUNT.incrementAndGet();
        names = new PoolNames("tasks", plan);
        jdbc.sql(
                        """
                        with r as (insert into repository (name, url, pool, completion_rule) values (:p, '/code.git', :p, 'manual')),
                             a as (insert into agent (name) values (:p))
                        insert into plan (id, title, source, source_kind, commit_id, default_repository, default_agent, max_live)
                        values (:p, :p, '/plans', 'folder', 'c0ffee', :p, :p, 100)
                        """)
                .param("p", plan)
                .update();
        jdbc.sql("update overall_limit set max_live = 1000").update();
        takeTurn();
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(broker().subscriptions())
                                        .contains(names.subscription(), names.deadSubscription()));
    }

    private void takeTurn() {
        jdbc.sql("update doorbell_duty set swept_at = '-infinity'").update();
        duty.pass();
    }

    private long task(String slug) {
        return jdbc.sql(
                        """
                        insert into task (plan_id, id, slug, path, workstream, title, plan_status, priority, text_hash)
                        values (:plan, :slug, :slug, :slug, 'ws', :slug, 'not_started', 2, 'h1') returning key
                        """)
                .param("plan", plan)
                .param("slug", slug)
                .query(Long.class)
                .single();
    }

    private UUID kickOff(String slug) {
        var answer =
                api.send(
                        api.request("/api/v1/kickoffs")
                                .header("Content-Type", "application/json")
                                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"plan\":\"%s\",\"tasks\":[\"%s\"]}"
                                                        .formatted(plan, slug))));
        return UUID.fromString(answer.json().at("/tasks/0/dispatchId").asString());
    }

    private List<Pulled> pull() {
        var messages = broker().pull(names.subscription(), 100);
        if (!messages.isEmpty()) {
            broker().ack(names.subscription(), messages);
        }
        return messages;
    }

    private Pulled next(UUID dispatch) {
        return await().atMost(SOON)
                .until(
                        () ->
                                pull().stream()
                                        .filter(
                                                m ->
                                                        dispatch.toString()
                                                                .equals(
                                                                        m.attributes()
                                                                                .get("dispatch")))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private int waiting(UUID dispatch) {
        return jdbc.sql("select count(*) from doorbell_outbox where dispatch_id = :id")
                .param("id", dispatch)
                .query(Integer.class)
                .single();
    }

    @Test
    void aKickOffRingsWithItsDispatchAttemptPlanAndTrace() {
        task("one");

        var dispatch = kickOff("one");

        var message = next(dispatch);
        assertThat(message.data()).isEmpty();
        assertThat(message.attributes())
                .containsEntry("attempt", "1")
                .containsEntry("plan", plan)
                .hasEntrySatisfying("traceparent", t -> assertThat(t).startsWith("00-" + TRACE));
        await().atMost(SOON).until(() -> waiting(dispatch) == 0);
    }

    @Test
    void whatIsRolledBackDoesNotRing() {
        long key = task("never");
        var id = UUID.randomUUID();

        transactions.executeWithoutResult(
                status -> {
                    insert(id, key, "0 s");
                    outbox.ring(plan, Set.of("never"), null);
                    status.setRollbackOnly();
                });

        assertThat(waiting(id)).isZero();
    }

    private void insert(UUID id, long key, String dueIn) {
        jdbc.sql(
                        """
                        insert into dispatch (id, task_key, number, kind, state, priority, queued_by, due_at)
                        values (:id, :task, 1, 'START', 'QUEUED', 2, 'ann', clock_timestamp() + :due::interval)
                        """)
                .param("id", id)
                .param("task", key)
                .param("due", dueIn)
                .update();
    }

    @Test
    void aBackoffRingsWhenItIsOverAndNotBefore() {
        var id = UUID.randomUUID();
        insert(id, task("later"), "1 h");

        outbox.ring(plan, Set.of("later"), null);

        assertThat(outbox.take(100)).noneMatch(t -> t.bell().dispatch().equals(id));
        assertThat(waiting(id)).isOne();
        jdbc.sql("update doorbell_outbox set send_at = clock_timestamp() where dispatch_id = :id")
                .param("id", id)
                .update();
        drain.wake();
        next(id);
    }

    @Test
    void aBlockedDispatchRingsOnceWhatItWaitsForIsCompleted() {
        long first = task("first");
        long second = task("second");
        jdbc.sql(
                        "insert into task_dependency (task_key, position, named, depends_key)"
                                + " values (:task, 0, 'x', :on)")
                .param("task", second)
                .param("on", first)
                .update();
        var dispatch = kickOff("second");
        assertThat(waiting(dispatch)).isZero();

        api.post("/api/v1/tasks/first/complete?plan=" + plan, "{}");

        next(dispatch);
    }

    @Test
    void theSweepRingsAnewForWhatNobodyClaimed() {
        task("lost");
        var dispatch = kickOff("lost");
        next(dispatch);

        takeTurn();

        next(dispatch);
    }

    @Test
    void rowsThatAnotherManagerTookAreLeftAloneUntilItsTimeIsOver() {
        var id = UUID.randomUUID();
        insert(id, task("taken"), "0 s");
        jdbc.sql(
                        """
                        insert into doorbell_outbox (dispatch_id, send_at, taken_until)
                        values (:id, clock_timestamp() - interval '1 h', clock_timestamp() + interval '1 h')
                        """)
                .param("id", id)
                .update();

        assertThat(outbox.take(100)).noneMatch(t -> t.bell().dispatch().equals(id));
        assertThat(meters.get("tasks.outbox.depth").gauge().value()).isPositive();
        assertThat(meters.get("tasks.outbox.lag").timeGauge().value(TimeUnit.MINUTES))
                .as("minutes that the oldest due doorbell waits")
                .isCloseTo(60, within(1.0));
        jdbc.sql(
                        "update doorbell_outbox set taken_until = clock_timestamp() where"
                                + " dispatch_id = :id")
                .param("id", id)
                .update();
        drain.wake();

        next(id);
    }

    @Test
    void anEmulatorThatForgotEverythingIsFurnishedAnewAndRingsAgain() {
        task("amnesia");
        var dispatch = kickOff("amnesia");
        next(dispatch);

        emulator().kill();
        emulator().start();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(broker().subscriptions()).contains(names.subscription()));
        next(dispatch);
    }

    @Test
    void whatGooglesServiceLacksIsNamedWithTheCommandThatMakesIt()
            throws Admin.UnansweredException {
        var elsewhere = new TransportProperties("pubsub", new TransportProperties.PubSub("else"));
        var topology = new Topology(admin, outbox, elsewhere, new BrokerAddress(null));

        assertThat(topology.emulated()).isFalse();
        assertThat(topology.missing())
                .filteredOn(command -> command.contains("else-" + plan))
                .hasSize(4)
                .contains(
                        "gcloud pubsub topics create else-%s-dead --project=doorbells"
                                .formatted(plan))
                .last(STRING)
                .startsWith("gcloud pubsub subscriptions create else-" + plan + "-workers")
                .endsWith("--max-delivery-attempts=5 --min-retry-delay=1s --max-retry-delay=10s");
    }

    @Test
    void whatNobodyCanReadIsKeptAndReplayed() {
        var rangInVain = new Doorbell(UUID.randomUUID(), 1, null, null).attributes();
        var attributes = Map.of("dispatch", "no-uuid", "attempt", "1");
        broker().publish(names.deadTopic(), rangInVain, new byte[0]);
        broker().publish(names.deadTopic(), attributes, new byte[] {1, 2, 3});
        takeTurn();

        var letter =
                await().atMost(SOON)
                        .until(
                                () ->
                                        api.get("/api/v1/queue/dead")
                                                .json()
                                                .at("/items")
                                                .valueStream()
                                                .filter(l -> l.at("/pool").asString().equals(plan))
                                                .findFirst(),
                                Optional::isPresent)
                        .orElseThrow();

        assertThat(letter.at("/problem").asString())
                .isEqualTo("its attribute \"dispatch\" is \"no-uuid\", not a UUID");
        assertThat(letter.at("/bytes").asInt()).isEqualTo(3);
        takeTurn();
        assertThat(
                        jdbc.sql("select count(*) from dead_letter where problem is null")
                                .query(Long.class)
                                .single())
                .isZero();
        var path = "/api/v1/queue/dead/" + letter.at("/id").asString();
        assertThat(api.post(path + "/replay", "").status()).isEqualTo(200);
        var replayed =
                await().atMost(SOON)
                        .until(
                                () -> pull().stream().filter(m -> m.data().length == 3).findFirst(),
                                Optional::isPresent)
                        .orElseThrow();
        assertThat(replayed.attributes()).containsAllEntriesOf(attributes);
        assertThat(api.post(path + "/replay", "").status()).isEqualTo(404);
    }

    @Test
    void oneLetterThatTheDatabaseRefusesDoesNotHoldUpTheOthers() throws SQLException {
        owner("alter table dead_letter add constraint picky check (attributes ->> 'like' <> 'no')");
        try {
            for (var like : List.of("yes", "no", "yes")) {
                broker().publish(names.deadTopic(), Map.of("like", like), new byte[] {1});
            }
            takeTurn();

            await().atMost(SOON).until(() -> kept().size() == 3);
            assertThat(kept()).containsExactlyInAnyOrder("yes", "yes", "null");
        } finally {
            owner("alter table dead_letter drop constraint picky");
        }
    }

    private List<String> kept() {
        return jdbc.sql("select attributes ->> 'like' from dead_letter where pool = :pool")
                .param("pool", plan)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    private void owner(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), TestPostgres.OWNER, TestPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
