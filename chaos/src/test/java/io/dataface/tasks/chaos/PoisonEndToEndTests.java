package io.dataface.tasks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

/// Agents that misbehave, several at a time, each until its circuit opens. They start together;
/// each test waits for its own.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonEndToEndTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LOG_LIMIT = 2_000_000;
    private static final long WORKSPACE_LIMIT = 20_000_000;

    private static final String FLOOD = "t-001";
    private static final String SILENT = "t-002";
    private static final String BUSY = "t-003";
    private static final String FORKING = "t-004";
    private static final String FILLING = "t-005";
    private static final String ELSEWHERE = "t-006";
    private static final String KILLER = "t-007";
    private static final String GOOD = "t-008";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private Installation it;

    private Evidence evidence;

    @BeforeAll
    void start() {
        String agent = "tasks.worker.agents.scripted.";
        String local = "tasks.worker.agents.local.command";
        it =
                Installation.start(
                        folder,
                        Setup.of(8, 2)
                                .withCapacity(4)
                                // Agents that use up the machine may keep a worker waiting too.
                                .withLease(Duration.ofSeconds(10))
                                .withManagerOption("tasks.agents[1]=local")
                                .withManagerOption("tasks.plan.default-agent=scripted")
                                .withWorkerOption(agent + "timeout=8s")
                                .withWorkerOption(agent + "stall=3s")
                                .withWorkerOption(agent + "output-limit=" + LOG_LIMIT + "B")
                                .withWorkerOption(
                                        agent + "workspace-limit=" + WORKSPACE_LIMIT + "B")
                                .withWorkerOption(1, local + "[0]=no-such-agent")
                                .withWorkerOption(2, local + "[0]=/bin/sh")
                                .withWorkerOption(2, local + "[1]=-c")
                                .withWorkerOption(2, local + "[2]=date >work.txt"));
        it.agent().script(FLOOD, "flood");
        it.agent().script(SILENT, "stubborn", "hang");
        it.agent().script(BUSY, "spin");
        it.agent().script(FORKING, "fork", "fork", "commit work.txt");
        it.agent().script(FILLING, "fill");
        it.agent().script(KILLER, "mark killer", "hang");
        it.api().kickOff(List.of(FLOOD, SILENT, BUSY, FORKING, FILLING));
        evidence = new Evidence(it);
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @Test
    @Order(1)
    void whatAnAgentForksIntoTheBackgroundEndsWithIt() {
        it.api().awaitState(FORKING, "SUCCEEDED", LIMIT);

        assertThat(it.agent().begins(FORKING)).isEqualTo(1);
        assertThat(it.agentProcesses())
                .as("what it forked")
                .noneMatch(process -> command(process).contains("while :; do sleep 1; done"));
    }

    @Test
    @Order(2)
    void anAgentThatFloodsItsOutputFailsAtItsLimit() {
        JsonNode last = awaitCircuit(FLOOD, "FAILED", "output_limit");

        assertThat(last.path("detail").asString()).contains("printed more than").contains("limit");
        assertThat(it.api().log(last.path("id").asString()).length())
                .isLessThan(LOG_LIMIT + (4 << 20));
    }

    @Test
    @Order(3)
    void anAgentThatDoesNothingForEverIsStalled() {
        JsonNode last = awaitCircuit(SILENT, "STALLED", "stall");

        assertThat(last.path("detail").asString()).contains("no sign of life for 3 s");
    }

    @Test
    @Order(4)
    void anAgentThatWorksForEverTimesOut() {
        JsonNode last = awaitCircuit(BUSY, "TIMED_OUT", "timeout");

        assertThat(last.path("detail").asString()).contains("longer than its limit of 8 s");
    }

    @Test
    @Order(5)
    void anAgentThatFillsItsWorkspaceFailsAndTheDiskIsFreeAgain() throws IOException {
        JsonNode last = awaitCircuit(FILLING, "FAILED", "workspace_limit");

        assertThat(last.path("detail").asString()).contains("filled its workspace");
        for (int worker = 1; worker <= 2; worker++) {
            assertThat(size(it.workerFolder(worker))).isLessThan(WORKSPACE_LIMIT);
        }
    }

    @Test
    @Order(6)
    void aWorkerThatLacksAnAgentIsKeptFromItAndTheTaskIsNotBlamed() {
        it.plan()
                .replace(
                        ELSEWHERE,
                        "---\ntitle: Elsewhere\nstatus: not_started\nowner: ada\nagent:"
                                + " local\n---\n# Elsewhere\n");
        it.api().sync();
        // The worker that could do it is away until the other one has tried often enough.
        it.worker(2).end();
        it.api().kickOff(ELSEWHERE);
        Awaitility.await("worker-1 kept from that agent")
                .atMost(LIMIT)
                .until(() -> keptFrom("worker-1") == 1);
        it.worker(2).start();
        it.api().awaitState(ELSEWHERE, "SUCCEEDED", LIMIT);

        List<JsonNode> dispatches = it.api().dispatches(ELSEWHERE);
        assertThat(dispatches.getFirst().path("worker").asString()).isEqualTo("worker-2");
        assertThat(dispatches.subList(1, dispatches.size()))
                .hasSize(2)
                .allSatisfy(
                        failed -> {
                            assertThat(failed.path("reason").asString()).isEqualTo("agent_missing");
                            assertThat(failed.path("detail").asString()).contains("no-such-agent");
                        });
        assertThat(it.database().number("select failures from task where slug = ?", ELSEWHERE))
                .as("failures that count against the task")
                .isZero();
    }

    @Test
    @Order(7)
    void aTaskThatKillsItsWorkerIsTriedFiveTimes() {
        it.worker(2).end();
        it.api().kickOff(KILLER);
        for (int time = 1; time <= 5; time++) {
            it.agent().awaitMark("killer");
            it.worker(1).kill();
            it.agent().unmark("killer");
            it.worker(1).start();
        }
        Awaitility.await("its circuit").atMost(LIMIT).until(() -> circuit(KILLER).isPresent());

        assertThat(circuit(KILLER)).get().asString().contains("5 workers in a row");
        assertThat(it.api().dispatches(KILLER))
                .hasSize(5)
                .allMatch(gone -> gone.path("state").asString().equals("WORKER_GONE"))
                .allMatch(gone -> gone.path("detail").asString().contains("killed and started"));
        it.api().kickOff(GOOD);
        it.api().awaitState(GOOD, "SUCCEEDED", LIMIT);
        evidence.nothingIsBroken();
    }

    /// A task's circuit opens after three ends of that kind.
    private JsonNode awaitCircuit(String slug, String state, String reason) {
        Awaitility.await("the circuit of " + slug)
                .atMost(LIMIT)
                .until(() -> circuit(slug).isPresent());
        List<JsonNode> dispatches = it.api().dispatches(slug);
        assertThat(dispatches)
                .extracting(dispatch -> dispatch.path("state").asString())
                .containsExactly(state, state, state);
        assertThat(dispatches)
                .allSatisfy(
                        dispatch -> {
                            assertThat(dispatch.path("reason").asString()).isEqualTo(reason);
                        });
        assertThat(it.agentProcesses())
                .as("agents of %s", slug)
                .noneMatch(process -> command(process).endsWith("task/" + slug));
        assertThat(it.remote().branches()).doesNotContainKey("task/" + slug);
        return dispatches.getFirst();
    }

    private Optional<String> circuit(String slug) {
        return it.database().rows("select circuit_reason from task where slug = ?", slug).stream()
                .flatMap(row -> Stream.ofNullable((String) row.get("circuit_reason")))
                .findFirst();
    }

    private static String command(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private long keptFrom(String worker) {
        return it.database()
                .number(
                        "select count(*) from placement_backoff where worker_name = ? and agent ="
                                + " 'local' and until > clock_timestamp()",
                        worker);
    }

    private static long size(Path of) throws IOException {
        try (var files = Files.walk(of)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
