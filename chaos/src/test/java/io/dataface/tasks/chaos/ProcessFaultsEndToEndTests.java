package io.dataface.tasks.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Workers that are killed or frozen while their agents work, and a manager that is away too long.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessFaultsEndToEndTests {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final int TASKS = 50;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private Installation it;

    private Evidence evidence;
    private List<String> all;

    @BeforeAll
    void start() {
        it = Installation.start(folder, Setup.of(TASKS + 5, 2).withCapacity(5));
        evidence = new Evidence(it);
        all = it.plan().slugs();
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @Test
    void fiftyTasksEndOnceEachWhenTheirWorkersAreKilled() {
        List<String> fifty = all.subList(0, TASKS);
        it.agent().byDefault("sleep 1", "commit work.txt");
        it.api().kickOff(fifty);

        awaitAgentsOf(2);
        it.worker(2).kill();
        awaitNoAgentsOf(2);
        awaitAgentsOf(1);
        it.worker(1).kill();
        awaitNoAgentsOf(1);
        it.worker(1).launch();
        Awaitility.await("leases that run out")
                .atMost(SHORT)
                .until(() -> gone("its worker was not heard of%") > 0);
        it.worker(2).launch();
        it.api().awaitQuiet(fifty, LIMIT);
        Awaitility.await().atMost(SHORT).until(() -> live() == 0);

        evidence.eachSucceededOnce(fifty);
        evidence.oneBranchEach(fifty);
        evidence.noOtherBranches();
        evidence.nothingIsBroken();
        assertThat(goneWithoutARetry()).isEmpty();
    }

    @Test
    void aFrozenWorkerKillsItsAgentWhenItWakesAndPushesNothing() {
        String slug = all.get(TASKS);
        it.agent().script(slug, "mark frozen-1", "hang");
        int frozen = freezeTheWorkerOf(slug, "frozen-1");
        it.agent().script(slug, "commit work.txt");
        it.api().awaitState(slug, "SUCCEEDED", SHORT);
        Map<String, String> before = it.remote().branches();
        assertThat(it.agentProcessesOf(frozen)).as("agents of the frozen worker").isNotEmpty();

        it.worker(frozen).thaw();

        awaitNoAgentsOf(frozen);
        awaitLateReport(slug);
        assertThat(it.remote().branches()).isEqualTo(before);
        assertMovedNothing(slug);
    }

    @Test
    void workThatWasDoneWhileItsWorkerWasFrozenIsNotPushed() {
        String slug = all.get(TASKS + 1);
        it.agent()
                .script(slug, "mark frozen-2", "wait frozen-2", "commit frozen.txt", "mark done-2");
        int frozen = freezeTheWorkerOf(slug, "frozen-2");
        it.agent().script(slug, "commit work.txt");
        it.api().awaitState(slug, "SUCCEEDED", SHORT);
        Map<String, String> before = it.remote().branches();
        it.agent().open("frozen-2");
        it.agent().awaitMark("done-2");

        it.worker(frozen).thaw();

        awaitLateReport(slug);
        assertThat(it.remote().branches()).isEqualTo(before);
        assertThat(it.remote().read("ls-tree", "--name-only", "task/" + slug))
                .contains("work.txt")
                .doesNotContain("frozen.txt");
        assertMovedNothing(slug);
    }

    /// A push passes its gate, its worker freezes, and the push arrives when another worker has the
    /// task already.
    @Test
    void aPushThatArrivesAfterItsLeaseIsTakenOverAndNotDoneTwice() {
        String slug = all.get(TASKS + 2);
        it.agent().script(slug, "commit work.txt");
        it.remote().holdPushes();
        it.api().kickOff(slug);
        Awaitility.await("a push").atMost(SHORT).until(it.remote()::pushWaits);
        int frozen = workerOf(slug);
        it.worker(frozen).freeze();
        try {
            Awaitility.await("a second run")
                    .atMost(SHORT)
                    .until(() -> it.api().dispatches(slug).size() == 2);
            it.remote().letPushes();
            it.api().awaitState(slug, "SUCCEEDED", SHORT);
        } finally {
            it.remote().letPushes();
            it.worker(frozen).thaw();
        }

        awaitLateReport(slug);
        assertThat(it.remote().ahead("task/" + slug)).isEqualTo(1);
        evidence.oneBranchEach(List.of(slug));
        evidence.noOtherBranches();
        assertMovedNothing(slug);
    }

    @Test
    void whatAManagerMissesForLongIsRecordedOrRunAgainAndNeverDoneTwice() {
        String running = all.get(TASKS + 3);
        String pushing = all.get(TASKS + 4);
        it.agent().script(running, "mark running", "wait running", "commit work.txt");
        it.agent().script(pushing, "commit work.txt");
        it.remote().holdPushes();
        it.api().kickOff(List.of(running, pushing));
        it.agent().awaitMark("running");
        Awaitility.await("a push").atMost(SHORT).until(it.remote()::pushWaits);

        it.manager().kill();
        it.remote().letPushes();
        Awaitility.await("the push")
                .atMost(SHORT)
                .until(() -> it.remote().branches().containsKey("task/" + pushing));
        // The workers fence themselves: nobody answers their renewals.
        it.awaitNoAgents(SHORT);
        it.agent().open("running");
        it.manager().start();
        it.api().awaitState(pushing, "SUCCEEDED", SHORT);
        it.api().awaitState(running, "SUCCEEDED", SHORT);

        assertThat(it.api().dispatches(pushing)).as("runs of what was pushed").hasSize(1);
        assertThat(it.agent().begins(pushing)).isEqualTo(1);
        assertThat(it.remote().ahead("task/" + pushing)).isEqualTo(1);
        assertThat(it.api().dispatches(running))
                .extracting(
                        dispatch -> dispatch.path("state").asString(),
                        dispatch -> dispatch.path("reason").asString(""),
                        dispatch -> dispatch.path("attempt").asInt())
                .containsExactly(
                        tuple("SUCCEEDED", "", 1), tuple("INTERRUPTED", "lost_contact", 1));
        evidence.oneBranchEach(List.of(running, pushing));
        evidence.noOtherBranches();
        evidence.nothingIsBroken();
    }

    private int freezeTheWorkerOf(String slug, String mark) {
        it.api().kickOff(slug);
        it.agent().awaitMark(mark);
        int worker = workerOf(slug);
        it.worker(worker).freeze();
        // An agent that a frozen worker started may go on; only its worker is frozen.
        Awaitility.await("the end of its lease")
                .atMost(SHORT)
                .until(() -> it.api().dispatches(slug).size() == 2);
        return worker;
    }

    private int workerOf(String slug) {
        String name = it.api().dispatches(slug).getFirst().path("worker").asString();
        return Integer.parseInt(name.substring("worker-".length()));
    }

    private void awaitAgentsOf(int worker) {
        Awaitility.await("agents of worker " + worker)
                .atMost(LIMIT)
                .until(
                        () ->
                                it.database()
                                                .number(
                                                        "select count(*) from lease l join worker w"
                                                            + " on w.id = l.worker_id where w.name"
                                                            + " = ? and l.phase = 'AGENT'",
                                                        "worker-" + worker)
                                        >= 2);
    }

    private void awaitNoAgentsOf(int worker) {
        Awaitility.await("no agent of worker " + worker)
                .atMost(Duration.ofSeconds(10))
                .until(() -> it.agentProcessesOf(worker).isEmpty());
    }

    private void awaitLateReport(String slug) {
        UUID first = UUID.fromString(it.api().dispatches(slug).getLast().path("id").asString());
        Awaitility.await("a late report")
                .atMost(SHORT)
                .until(
                        () ->
                                it.api().history(first).stream()
                                        .anyMatch(
                                                row ->
                                                        row.path("event")
                                                                .asString()
                                                                .equals("late_report")));
    }

    private void assertMovedNothing(String slug) {
        List<JsonNode> dispatches = it.api().dispatches(slug);
        assertThat(dispatches)
                .extracting(dispatch -> dispatch.path("state").asString())
                .containsExactly("SUCCEEDED", "WORKER_GONE");
        evidence.nothingIsBroken();
    }

    private long live() {
        return it.database()
                .number(
                        "select count(*) from dispatch where state in ('QUEUED', 'LEASED',"
                                + " 'RUNNING')");
    }

    private long gone(String detail) {
        return it.database()
                .number(
                        "select count(*) from dispatch where state = 'WORKER_GONE' and detail like"
                                + " ?",
                        detail);
    }

    private List<?> goneWithoutARetry() {
        return it.database()
                .rows(
                        """
                        select d.id from dispatch d where d.state = 'WORKER_GONE' and not exists (
                            select from dispatch s where s.previous_id = d.id and s.attempt = d.attempt + 1)
                        """);
    }
}
