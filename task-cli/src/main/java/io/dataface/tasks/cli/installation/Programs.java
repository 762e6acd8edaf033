package io.dataface.tasks.cli.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Other programs: where they are, and what they say.
public final class Programs {
    private Programs() {}

    /// What a program said and how it ended.
    ///
    /// @param exitCode -1 where it took too long and was killed
    /// @param output standard output and error
    public record Answer(int exitCode, String output) {}

    /// The program as a shell would find it: by its path, or on the PATH.
    public static Optional<Path> find(String program, String path) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program)).filter(Files::isExecutable);
        }
        return List.of(path.split(":")).stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
    }

    /// Runs a program to its end, or to the limit; empty where it cannot be started.
    public static Optional<Answer> run(
            Duration limit, Map<String, String> environment, List<String> command)
            throws InterruptedException, IOException {
        Path output = Files.createTempFile("tasks-doctor", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
            return Optional.of(new Answer(ended ? process.exitValue() : -1, text));
        } catch (IOException cannotStart) {
            return Optional.empty();
        } finally {
            Files.delete(output);
        }
    }
}
