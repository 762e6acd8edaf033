package io.dataface.tasks.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import io.dataface.tasks.model.worker.Renewed.Command.Type;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.worker.doorbell.Brokerless;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseIntegrationTests {
    // Ignores TERM, and leaves a grandchild that does so in a session of its own.
    private static final String[] STUBBORN = {
        "trap '' TERM",
        "echo a > a.txt",
        "(setsid bash -c 'trap \"\" TERM; echo $BASHPID; while :; do sleep 0.1; done' &) >"
                + " /dev/null",
        "touch $OUTSIDE/waiting",
        "until [ -e $OUTSIDE/go ]; do echo .; sleep 0.05; done"
    };

    private World world;

    @BeforeEach
    void build(@TempDir Path folder) throws Exception {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private UUID startedRun() throws IOException {
        world.agent(STUBBORN);
        world.start();
        var dispatch = world.submit(world.grant());
        await().until(() -> Files.exists(world.folder.resolve("waiting")));
        return dispatch;
    }

    private static void nothingRunsOf(UUID dispatch) {
        assertThat(living(dispatch)).isEmpty();
    }

    private static List<Long> living(UUID dispatch) {
        return ProcessHandle.allProcesses()
                .filter(process -> marked(process, dispatch))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static boolean marked(ProcessHandle process, UUID dispatch) {
        try {
            return Files.readString(
                            Path.of("/proc", Long.toString(process.pid()), "environ"),
                            StandardCharsets.ISO_8859_1)
                    .contains(dispatch.toString());
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void nothingStartsBeforeTheAcknowledgementIsAnswered() throws Exception {
        world.agent("touch $OUTSIDE/ran");
        world.manager.gone = true;
        world.start();
        var dispatch = world.submit(world.grant());
        await().until(() -> world.manager.reached(dispatch, Phase.PREPARING));
        await().during(Duration.ofMillis(500)).until(() -> world.manager.results.isEmpty());
        assertThat(world.folder.resolve("ran")).doesNotExist();
    }

    @Test
    void aLostLeaseKillsTheTreeAndPushesNothing() throws Exception {
        var dispatch = startedRun();
        assertThat(living(dispatch)).hasSizeGreaterThan(2);
        world.manager.gone = true;
        var result = world.result(dispatch);
        nothingRunsOf(dispatch);
        assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(result.reason()).isEqualTo(Reasons.LOST_CONTACT);
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void aWorkerWithoutAnswersFencesItself() throws Exception {
        world.manager.leaseMillis = 2_000;
        var dispatch = startedRun();
        world.manager.away = true;
        await().atMost(Duration.ofSeconds(5)).until(() -> living(dispatch).isEmpty());
        Files.createFile(world.folder.resolve("go"));
        world.manager.away = false;
        var result = world.result(dispatch);
        assertThat(result.reason()).isEqualTo(Reasons.LOST_CONTACT);
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void anOutageShorterThanTheLeaseCostsNoRun() throws Exception {
        world.manager.leaseMillis = 6_000;
        var dispatch = startedRun();
        world.manager.away = true;
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        world.manager.away = false;
        Files.createFile(world.folder.resolve("go"));
        var result = world.result(dispatch);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.manager.log(dispatch)).hasSize((int) result.logLength());
    }

    @Test
    void aLeaseLostAtTheGatePushesNothing() throws Exception {
        world.manager.goneAtGate = true;
        world.agent("echo a > a.txt");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.reason()).isEqualTo(Reasons.LOST_CONTACT);
        assertThat(result.phase()).isEqualTo(Phase.PUSHING);
        assertThat(world.manager.renewed).extracting(Renewal.Line::pushSha).isNotNull();
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void aCancelKillsTheTreeAndIsAcknowledged() throws Exception {
        var dispatch = startedRun();
        var command = new Renewed.Command(UUID.randomUUID(), Type.CANCEL);
        world.manager.commands.put(dispatch, List.of(command));
        var result = world.result(dispatch);
        nothingRunsOf(dispatch);
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(world.manager.renewed)
                .anyMatch(line -> line.acknowledged().contains(command.id()));
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void anInterruptNamesTheOperator() throws Exception {
        var dispatch = startedRun();
        world.manager.commands.put(
                dispatch, List.of(new Renewed.Command(UUID.randomUUID(), Type.INTERRUPT)));
        var result = world.result(dispatch);
        assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(result.reason()).isEqualTo(Reasons.OPERATOR);
        assertThat(result.agentStarted()).isTrue();
    }

    @Test
    void aCommandBeforeTheStartStopsTheStart() throws Exception {
        world.agent("touch $OUTSIDE/ran");
        world.start();
        var builder = world.grant();
        var grant = builder.build(7);
        world.manager.commands.put(
                grant.dispatchId(), List.of(new Renewed.Command(UUID.randomUUID(), Type.CANCEL)));
        world.manager.queue.add(grant);
        var result = world.result(grant.dispatchId());
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.agentStarted()).isFalse();
        assertThat(world.folder.resolve("ran")).doesNotExist();
    }

    @Test
    void aCancelAfterTheGateLeavesThePushItsOutcome() throws Exception {
        world.agent("echo a > a.txt");
        var hooks = Files.createDirectories(world.remote.resolve("hooks"));
        var hook =
                Files.writeString(
                        hooks.resolve("pre-receive"),
                        "#!/bin/bash\ntouch "
                                + world.folder
                                + "/waiting\nuntil [ -e "
                                + world.folder
                                + "/go ]; do sleep 0.05; done\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        world.start();
        var dispatch = world.submit(world.grant());
        await().until(() -> Files.exists(world.folder.resolve("waiting")));
        var command = new Renewed.Command(UUID.randomUUID(), Type.CANCEL);
        world.manager.commands.put(dispatch, List.of(command));
        await().until(
                        () ->
                                world.manager.renewed.stream()
                                        .anyMatch(l -> l.acknowledged().contains(command.id())));
        Files.createFile(world.folder.resolve("go"));
        var result = world.result(dispatch);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.head("task/one")).isEqualTo(result.headSha());
    }

    @Test
    void aDrainingWorkerLetsARunFinish() throws Exception {
        var dispatch = startedRun();
        var stopping = Thread.startVirtualThread(() -> world.close());
        Files.createFile(world.folder.resolve("go"));
        assertThat(world.result(dispatch).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void atTheDrainsLimitARunEndsAsDrained() throws Exception {
        world.drainLimit = Duration.ofMillis(500);
        var dispatch = startedRun();
        var stopping = Thread.startVirtualThread(() -> world.close());
        var result = world.result(dispatch);
        nothingRunsOf(dispatch);
        assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(result.reason()).isEqualTo(Reasons.WORKER_DRAINED);
        assertThat(world.head("task/one")).isEmpty();
        assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aDrainedWorkerTakesNothingUntilTheWishIsTakenBack() throws Exception {
        world.agent("echo a > a.txt");
        world.manager.drain = true;
        world.manager.leaseMillis = 1_500;
        world.start();
        await().until(() -> world.manager.lastMax == 0);
        var dispatch = world.submit(world.grant());
        await().during(Duration.ofMillis(500)).until(() -> !world.manager.queue.isEmpty());
        world.manager.drain = false;
        assertThat(world.result(dispatch).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void aLostPollReplyCostsNothing() throws Exception {
        world.agent("echo a > a.txt");
        world.manager.loseNextPoll = true;
        world.start();
        assertThat(world.run(world.grant()).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.manager.results).hasSize(1);
    }

    @Test
    void aWorkerRegistersWithWhatItCanDo() throws Exception {
        world.agent("true");
        world.start();
        await().until(() -> !world.manager.registrations.isEmpty());
        var registration = world.manager.registrations.getFirst();
        assertThat(registration.name()).isEqualTo("tester");
        assertThat(registration.agents()).containsExactly("agent");
        assertThat(registration.killed()).isEmpty();
    }

    /// Whoever may publish doorbells cannot make a worker poll without end, nor keep work from it.
    @Test
    void ringsInVainAreFollowedByAFewPollsASecondAndOneForWorkByARun() throws Exception {
        var doorbells = Brokerless.doorbells();
        world.doorbells = doorbells;
        world.agent("echo a > a.txt");
        world.start();
        await().until(() -> world.manager.polls.get() > 0);

        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (System.nanoTime() < end) {
            doorbells.bell().ring();
            Thread.onSpinWait();
        }
        assertThat(world.manager.polls).hasValueBetween(6, 15);

        var dispatch = world.submit(world.grant());
        doorbells.bell().ring();
        assertThat(world.result(dispatch).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }
}
