package io.dataface.tasks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// An installation that nobody hurts and whose workers wait in polls: it runs its tasks, and
/// nothing of Google's libraries runs: no client, no credentials, no connection beyond this
/// machine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnhurtInstallationEndToEndTests {
    /// Clients, transports, credentials, and what Spring builds of them, where it was not only
    /// looked up by name, as conditions of configurations do that are then left out. Three are
    /// values of settings, and start nothing.
    private static final Pattern GOOGLE =
            Pattern.compile(
                    "(?m)^.* (?:fully|being)_initialized"
                            + " .*?((?:io\\.grpc|com\\.google\\.(?:api|auth|"
                            + "pubsub|iam|longrunning|cloud(?!\\.spring\\.(?:autoconfigure\\.|"
                            + "core\\.(?:Credentials|GcpScope|GcpEnvironment)\\b))))\\.\\S+)\\s*$");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private Installation it;
    private OpenSockets ofManager;
    private OpenSockets ofWorker;

    @BeforeAll
    void runItsTasks() {
        it = Installation.prepare(folder, Setup.of(4, 1).throughProxy());
        ofManager = new OpenSockets(it.manager());
        ofWorker = new OpenSockets(it.worker(1));
        it.begin();
        it.api().kickOff(it.plan().slugs());
        it.api().awaitQuiet(it.plan().slugs(), Duration.ofSeconds(60));
    }

    @AfterAll
    void stop() {
        ofManager.close();
        ofWorker.close();
        it.close();
    }

    @Test
    void anUnhurtInstallationRunsItsTasks() {
        assertThat(it.plan().slugs()).allMatch(s -> it.api().state(s).equals("SUCCEEDED"));
        assertThat(it.remote().branches()).containsKeys("task/t-001", "task/t-004");
        it.awaitNoAgents(Duration.ofSeconds(5));
    }

    /// Looked at from the first moment of the processes on.
    @Test
    void withWaitingPollsNothingLeavesTheMachine() {
        for (var sockets : List.of(ofManager, ofWorker)) {
            assertThat(sockets.seen()).as("sockets that were looked at").isNotEmpty();
            assertThat(sockets.seen())
                    .as("sockets that lead out of this machine")
                    .noneMatch(OpenSockets.Socket::leavesTheMachine);
        }
    }

    @Test
    void withWaitingPollsNothingOfGoogleIsInitialized() throws IOException, InterruptedException {
        for (var node : List.of(it.manager(), it.worker(1))) {
            var loaded = loaded(node);
            assertThat(loaded).as("classes of %s", node.name()).contains("io.dataface.tasks.");
            assertThat(GOOGLE.matcher(loaded).results().map(match -> match.group(1)))
                    .as("Google's classes in %s", node.name())
                    .isEmpty();
        }
    }

    /// All classes that a process has loaded, one a line, with what became of them.
    private static String loaded(Node node) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(node.find().orElseThrow().pid()));
        command.add("VM.classes");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
