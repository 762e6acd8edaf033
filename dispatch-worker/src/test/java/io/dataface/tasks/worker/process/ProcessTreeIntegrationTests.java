package io.dataface.tasks.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessTreeIntegrationTests {
    private static final String STUBBORN =
            """
            trap '' TERM
            (setsid bash -c 'trap "" TERM; (setsid bash -c "trap : TERM; while :; do sleep 0.1; done" &); while :; do sleep 0.1; done' &)
            touch ready
            while :; do sleep 0.1; done
            """;

    @TempDir private Path folder;
    private final Processes processes = new Processes();
    private String marker = "";

    @BeforeEach
    void name() {
        marker = UUID.randomUUID() + ":test;";
    }

    private ProcessTree start(boolean isolated, String text) throws Exception {
        var script = Files.writeString(folder.resolve("script"), text);
        return processes.start(
                new ProcessSpec(
                        List.of("bash", script.toString()),
                        folder,
                        Map.of("PATH", String.valueOf(System.getenv("PATH"))),
                        null,
                        marker,
                        isolated));
    }

    private List<ProcessHandle> living() {
        return MarkedProcesses.find(marker).stream().filter(MarkedProcesses::living).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void grandchildrenThatIgnoreTermAndLeaveTheSessionAreDeadAfterwards(boolean isolated)
            throws Exception {
        var tree = start(isolated, STUBBORN);
        await().until(() -> Files.exists(folder.resolve("ready")) && living().size() >= 5);
        tree.kill(Duration.ofMillis(300));
        assertThat(living()).isEmpty();
        assertThat(tree.alive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProgramMayEndItselfOnTerm(boolean isolated) throws Exception {
        var tree =
                start(
                        isolated,
                        "trap 'touch ended; exit 0' TERM\n"
                                + "touch ready\n"
                                + "while :; do sleep 0.05; done");
        await().until(() -> Files.exists(folder.resolve("ready")));
        tree.kill(Duration.ofSeconds(5));
        assertThat(folder.resolve("ended")).exists();
        assertThat(living()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theExitCodeIsTheProgramsOwn(boolean isolated) throws Exception {
        var tree = start(isolated, "exit 42");
        assertThat(tree.await(Duration.ofSeconds(10))).isTrue();
        assertThat(tree.exitCode()).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAProgramLeavesInTheBackgroundIsEndedToo(boolean isolated) throws Exception {
        var tree = start(isolated, "(setsid sleep 600 &)\nexit 0");
        assertThat(tree.await(Duration.ofSeconds(10))).isTrue();
        tree.kill(Duration.ofMillis(200));
        assertThat(living()).isEmpty();
    }

    @Test
    void aThrownSwitchEndsWhatIsAttachedLater() throws Exception {
        var stop = new StopSwitch();
        stop.stop(Duration.ZERO);
        var tree = start(true, "sleep 600");
        stop.attach(tree);
        assertThat(tree.await(Duration.ofSeconds(10))).isTrue();
    }

    /// The parent is killed without a chance to clean up; its agents must not survive it.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTreeDiesWithTheWorker(boolean isolated) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var parent =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                marker,
                                Boolean.toString(isolated))
                        .inheritIO()
                        .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> living().size() >= 3);
        parent.destroyForcibly();
        assertThat(parent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        if (isolated) {
            await().until(() -> living().isEmpty());
        } else {
            // Without a namespace only the agent itself gets the signal; the rest is for the
            // journal of the next worker.
            await().until(() -> living().size() <= 2);
            assertThat(Leftovers.kill(marker, List.of())).isPositive();
            assertThat(living()).isEmpty();
        }
    }

    /// A process that starts a tree and waits to be killed.
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            new Processes()
                    .start(
                            new ProcessSpec(
                                    List.of("bash", "-c", "setsid sleep 600 & sleep 600; true"),
                                    Path.of("/"),
                                    Map.of("PATH", String.valueOf(System.getenv("PATH"))),
                                    null,
                                    arguments[0],
                                    Boolean.parseBoolean(arguments[1])));
            TimeUnit.MINUTES.sleep(5);
        }
    }
}
