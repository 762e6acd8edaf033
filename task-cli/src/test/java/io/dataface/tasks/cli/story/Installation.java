package io.dataface.tasks.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A real `./tasks up` on a data folder and ports of its own.
final class Installation implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Path data;
    private final Path output;
    private final int port;
    private final int managerPort;
    private final Process process;

    private Installation(Path data, int port, int managerPort, Process process, Path output) {
        this.data = data;
        this.port = port;
        this.managerPort = managerPort;
        this.process = process;
        this.output = output;
    }

    /// Starts and waits until it says where it is.
    static Installation up(Path data, String... more) {
        int port = freePort();
        int managerPort = freePort();
        var options = new ArrayList<>(List.of("up", "--data", data.toString()));
        options.addAll(List.of("--port", "" + port, "--manager-port", "" + managerPort));
        options.addAll(Arrays.asList(more));
        try {
            Path output = Files.createTempFile("tasks-up", ".log");
            var process =
                    tasks(options)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            var installation = new Installation(data, port, managerPort, process, output);
            Awaitility.await("tasks up")
                    .atMost(Duration.ofSeconds(150))
                    .until(() -> !process.isAlive() || installation.printed().contains("is ready"));
            assertThat(process.isAlive()).as(installation.printed()).isTrue();
            return installation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What git prints about the demo's bare remote.
    String git(String... command) {
        var words =
                new ArrayList<>(List.of("git", "-C", data.resolve("demo/lantern.git").toString()));
        words.addAll(Arrays.asList(command));
        try {
            var git = new ProcessBuilder(words).redirectErrorStream(true).start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it with SIGTERM: where a script runs the tests in the background, SIGINT is ignored.
    private void end() {
        process.destroy();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("still running").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            end();
        }
    }

    private static ProcessBuilder tasks(List<String> words) {
        var command = new ArrayList<>(List.of(ROOT.resolve("tasks").toString()));
        command.addAll(words);
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(
                        Map.of(
                                "TASKS_START_CACHES",
                                "off",
                                "TASKS_SKIP_BUILD",
                                "1",
                                "DEMO_AGENT_SECONDS",
                                "3",
                                "NO_COLOR",
                                "1"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
