package io.dataface.tasks.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;

/// A scripted agent: what it does for each task is set in steps, which `agent.sh` beside this class
/// lists.
public final class Agent {
    private final Path folder;

    Agent(Path folder) {
        this.folder = folder;
        try {
            for (String name : List.of("scripts", "gates", "marks", "runs")) {
                Files.createDirectories(folder.resolve(name));
            }
            try (InputStream program = Agent.class.getResourceAsStream("agent.sh")) {
                Files.copy(
                        Objects.requireNonNull(program),
                        program(),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byDefault("sleep 0.3", "commit work.txt");
    }

    /// Where its program, scripts, gates, marks and records are; named by every agent's process.
    public Path folder() {
        return folder;
    }

    Path program() {
        return folder.resolve("agent.sh");
    }

    /// What it does for tasks without a script of their own.
    public void byDefault(String... steps) {
        write("default", steps);
    }

    /// What it does for one task from now on.
    public void script(String slug, String... steps) {
        write(slug, steps);
    }

    private void write(String name, String... steps) {
        try {
            Path fresh = folder.resolve("scripts/." + name);
            Files.writeString(fresh, String.join("\n", steps) + "\n");
            Files.move(fresh, folder.resolve("scripts/" + name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets agents go on that wait for this gate.
    public void open(String gate) {
        try {
            Files.createFile(folder.resolve("gates/" + gate));
        } catch (java.nio.file.FileAlreadyExistsException open) {
            // Opening twice is no harm.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether an agent made this mark.
    public boolean marked(String mark) {
        return Files.exists(folder.resolve("marks/" + mark));
    }

    /// Waits for a mark, at most 30 s.
    public void awaitMark(String mark) {
        Awaitility.await("mark " + mark)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> marked(mark));
    }

    /// Takes a mark away, to wait for it again.
    public void unmark(String mark) {
        try {
            Files.deleteIfExists(folder.resolve("marks/" + mark));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One line for each beginning and each end of an agent on a task: `begin|end <dispatch id> <ns
    /// since 1970>`.
    public List<String> runs(String slug) {
        Path file = folder.resolve("runs/" + slug);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How often an agent began on a task.
    public long begins(String slug) {
        return runs(slug).stream().filter(line -> line.startsWith("begin ")).count();
    }
}
