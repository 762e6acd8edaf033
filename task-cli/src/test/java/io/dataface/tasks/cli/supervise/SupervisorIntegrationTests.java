package io.dataface.tasks.cli.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.cli.installation.RunFile.RunningProcess;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIntegrationTests {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private FakeParts parts;
    private Supervisor supervisor;

    @BeforeEach
    void supervise() {
        parts = new FakeParts(folder);
        supervisor = new Supervisor(parts.progress(), stopRequested, () -> {});
    }

    @AfterEach
    void killAll() {
        supervisor.kill();
    }

    @Test
    void startIsDoneOnceEveryPartIsReady() throws Exception {
        assertThat(supervisor.start(List.of(parts.waiting("a"), parts.waiting("b")), LIMIT))
                .isTrue();

        assertThat(supervisor.running()).extracting(RunningProcess::name).containsExactly("a", "b");
        assertThat(parts.said()).contains("a         ready after").contains("b         ready");
    }

    @Test
    void anEndedProcessIsStartedAgainAndThatIsSaid() throws Exception {
        supervisor.start(List.of(parts.waiting("a")), LIMIT);
        ProcessHandle first = parts.findAlive("a.pid").orElseThrow();

        first.destroyForcibly();

        await().untilAsserted(
                        () ->
                                assertThat(parts.findAlive("a.pid"))
                                        .hasValueSatisfying(
                                                second ->
                                                        assertThat(second.pid())
                                                                .isNotEqualTo(first.pid())));
        assertThat(parts.said()).contains("a ended (exit code 137), starts again in 0.5 s");
    }

    @Test
    void closingTheInputEndsAProcessGracefully() throws Exception {
        supervisor.start(List.of(parts.waiting("a")), LIMIT);

        supervisor.stop(LIMIT, "a");

        assertThat(parts.file("a.end")).exists();
        assertThat(supervisor.running()).isEmpty();
    }

    @Test
    void onlyTheNamedPartsStop() throws Exception {
        supervisor.start(List.of(parts.waiting("worker-1"), parts.waiting("manager")), LIMIT);

        supervisor.stop(LIMIT, "worker-");

        assertThat(supervisor.running()).extracting(RunningProcess::name).containsOnly("manager");
    }

    @Test
    void aProcessThatDoesNotEndIsKilledWithItsChildren() throws Exception {
        Part stubborn =
                parts.part(
                        "a",
                        """
                        trap '' TERM
                        sleep 600 &
                        echo $! > child.pid
                        : > a.ready
                        wait
                        """);
        supervisor.start(List.of(stubborn), LIMIT);
        ProcessHandle child = parts.findAlive("child.pid").orElseThrow();

        supervisor.stop(Duration.ofMillis(200), "a");

        assertThat(supervisor.running()).isEmpty();
        await().until(() -> !child.isAlive());
    }

    @Test
    void aPartThatKeepsEndingFailsTheStartWithTheEndOfItsLog() throws Exception {
        Part broken = parts.part("a", "echo no disk; exit 3");

        assertThatThrownBy(() -> supervisor.start(List.of(broken), LIMIT))
                .isInstanceOfSatisfying(
                        CliException.class,
                        problem -> {
                            assertThat(problem.message())
                                    .isEqualTo("a ended 3 times while starting");
                            assertThat(problem.why()).contains("a.log").endsWith("no disk");
                        });
    }

    @Test
    void aPartThatIsNeverReadyFailsTheStart() throws Exception {
        Part silent = parts.part("a", "cat > /dev/null");

        assertThatThrownBy(() -> supervisor.start(List.of(silent), Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        CliException.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.UNAVAILABLE));
    }

    @Test
    void askingToStopEndsTheWaitForReadiness() throws Exception {
        stopRequested.countDown();

        assertThat(supervisor.start(List.of(parts.part("a", "cat > /dev/null")), LIMIT)).isFalse();
    }

    @Test
    void childrenEndWhenTheSupervisorIsKilled() throws Exception {
        Process killed =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SupervisorOfOne.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        await().atMost(LIMIT).until(() -> parts.findAlive("a.pid").isPresent());
        await().atMost(LIMIT).until(() -> parts.file("a.ready").toFile().exists());
        ProcessHandle child = parts.findAlive("a.pid").orElseThrow();

        killed.destroyForcibly().waitFor();

        assertThat(child.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(parts.file("a.end")).exists();
    }

    /// A supervisor in a process of its own, so that it can be killed.
    static final class SupervisorOfOne {
        private SupervisorOfOne() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            FakeParts parts = new FakeParts(Path.of(args[0]));
            CountDownLatch never = new CountDownLatch(1);
            new Supervisor(parts.progress(), never, () -> {})
                    .start(List.of(parts.waiting("a")), LIMIT);
            never.await();
        }
    }
}
