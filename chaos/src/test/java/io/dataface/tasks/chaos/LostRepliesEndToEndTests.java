package io.dataface.tasks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Answers of the manager that get lost on their way to a worker: it has done what it was asked
/// for, and the worker cannot know.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostRepliesEndToEndTests {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LINES = 300;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private Installation it;
    private int next;
    private String slug;

    private Evidence evidence;

    @BeforeAll
    void start() {
        it = Installation.start(folder, Setup.of(8, 1).throughProxy());
        it.agent().byDefault("lines " + LINES, "sleep 1", "lines " + LINES, "commit work.txt");
        evidence = new Evidence(it);
    }

    @BeforeEach
    void chooseATask() {
        slug = it.plan().slugs().get(next++);
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @Test
    void aLostPollAnswerCostsNoAttempt() {
        runLosing(exchange -> exchange.isPoll() && exchange.answer().contains("\"token\""));
    }

    @Test
    void aLostAcknowledgementStartsNothingTwice() {
        runLosing(exchange -> exchange.isRenewal() && exchange.sent().contains("PREPARING"));
    }

    @Test
    void aLostRenewalEndsNoRun() {
        runLosing(exchange -> exchange.isRenewal() && exchange.sent().contains("AGENT"));
    }

    @Test
    void aLostAnswerOfThePushGatePushesOnce() {
        runLosing(exchange -> exchange.isRenewal() && exchange.sent().contains("PUSHING"));
    }

    @Test
    void aLostAnswerToALogAppendLeavesTheLogWhole() {
        runLosing(Proxy.Exchange::isLog);
    }

    @Test
    void aLostAnswerToAResultRecordsItOnce() {
        runLosing(Proxy.Exchange::isResult);
    }

    @Test
    void aLostAnswerToARegistrationIsAskedAgain() {
        it.worker(1).end();
        Proxy.Drop lost = it.proxy().dropNext(Proxy.Exchange::isRegistration);

        it.worker(1).start();

        assertThat(lost.happened()).isTrue();
        assertThat(it.api().worker("worker-1").path("state").asString()).isEqualTo("alive");
        run();
    }

    @Test
    void aRunSurvivesAConnectionThatBreaksForShort() {
        it.agent().script(slug, "mark cut", "sleep 1.5", "commit work.txt");
        it.api().kickOff(slug);
        it.agent().awaitMark("cut");
        it.proxy().cut();
        Awaitility.await("tries to reach the manager")
                .pollInterval(Duration.ofMillis(10))
                .until(() -> it.proxy().refused() >= 3);
        it.proxy().mend();

        it.api().awaitState(slug, "SUCCEEDED", LIMIT);

        assertOneUndisturbedRun();
    }

    private void runLosing(Predicate<Proxy.Exchange> which) {
        Proxy.Drop lost = it.proxy().dropNext(which);
        run();
        assertThat(lost.happened()).isTrue();
    }

    private void run() {
        it.api().kickOff(slug);
        it.api().awaitState(slug, "SUCCEEDED", LIMIT);
        assertOneUndisturbedRun();
        assertTheLogIsWhole();
    }

    private void assertOneUndisturbedRun() {
        List<JsonNode> dispatches = it.api().dispatches(slug);
        assertThat(dispatches).hasSize(1);
        assertThat(dispatches.getFirst().path("attempt").asInt()).isEqualTo(1);
        assertThat(it.agent().begins(slug)).as("agents started").isEqualTo(1);
        assertThat(it.remote().ahead("task/" + slug)).isEqualTo(1);
        assertThat(moves(dispatches.getFirst()))
                .containsExactly("QUEUED", "LEASED", "RUNNING", "SUCCEEDED");
        evidence.oneBranchEach(List.of(slug));
        evidence.noOtherBranches();
        evidence.nothingIsBroken();
    }

    private List<String> moves(JsonNode dispatch) {
        return it.api().history(UUID.fromString(dispatch.path("id").asString())).stream()
                .filter(row -> row.path("to").isString())
                .map(row -> row.path("to").asString())
                .toList();
    }

    private void assertTheLogIsWhole() {
        String log = it.api().log(it.api().dispatches(slug).getFirst().path("id").asString());
        String lines =
                IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> "line " + i + " of " + LINES + "\n")
                        .collect(Collectors.joining());
        assertThat(log.lines().filter(line -> line.startsWith("line ")))
                .as("lines that the agent printed")
                .hasSize(2 * LINES);
        assertThat(log).contains(lines + lines).contains("Ended SUCCEEDED");
    }
}
