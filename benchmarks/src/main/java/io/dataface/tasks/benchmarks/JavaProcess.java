package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A service under measurement: a Java process of its own that logs to a file.
final class JavaProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Flags that all measured services get, so that ratios compare programs and not settings.
    static List<String> flags() {
        var flags =
                new ArrayList<>(
                        List.of(
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED"));
        if (Boolean.getBoolean("c1")) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        return flags;
    }

    /// @param arguments JVM flags beyond [#flags()], class path or jar, and the program's own
    static JavaProcess start(String name, List<String> arguments, Map<String, String> environment)
            throws IOException {
        var all = new ArrayList<>(flags());
        all.addAll(arguments);
        return startWith(name, all, environment);
    }

    /// The same with no flags but those given.
    static JavaProcess startWith(
            String name, List<String> arguments, Map<String, String> environment)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        var log = Files.createTempFile("benchmark-" + name + "-", ".log");
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new JavaProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /// The class path that this process itself has.
    static List<String> ownClassPath() {
        return List.of("-cp", System.getProperty("java.class.path"));
    }

    /// Waits until a path of the service answers 200.
    void awaitOk(int port, String path, String token) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended: see " + log);
            }
            try (var wire = new Wire(port, token)) {
                if (wire.send("GET", path, null).status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It is starting.
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("it does not answer on " + path + ": see " + log);
    }

    /// What it printed so far.
    List<String> lines() throws IOException {
        return Files.readAllLines(log);
    }

    Duration cpu() {
        return Cpu.of(process.pid());
    }

    /// Waits for its own end.
    void await() throws InterruptedException, IOException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("it failed: see " + log);
        }
    }

    /// Asks it to end, and waits however long that takes: a start cache is written then.
    void end() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
