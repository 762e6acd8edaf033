package io.dataface.tasks.cli.supervise;

import io.dataface.tasks.cli.invocation.GlobalOptions;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Children made of small shell scripts, and a terminal that remembers what it was told.
final class FakeParts {
    private final Path folder;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    FakeParts(Path folder) {
        this.folder = folder;
    }

    /// A part that runs the script; ready once the script has made the file `<name>.ready`.
    Part part(String name, String script) throws IOException {
        Path file = folder.resolve(name + ".sh");
        Files.writeString(file, script);
        return new Part(
                name,
                List.of("/bin/sh", file.toString()),
                Map.of(),
                folder,
                folder.resolve(name + ".log"),
                () -> Files.exists(folder.resolve(name + ".ready")));
    }

    /// A part that says its process id and runs until its input ends.
    Part waiting(String name) throws IOException {
        return part(
                name,
                "echo $$ > %1$s.pid; : > %1$s.ready; cat > /dev/null; echo ended > %1$s.end"
                        .formatted(name));
    }

    Progress progress() {
        Terminal terminal =
                new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false,
                        false,
                        Map.of(),
                        Map.of());
        return new Progress(new Invocation(terminal, new GlobalOptions(), InstantSource.system()));
    }

    String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /// The process whose id a script wrote into the file; empty while there is none that lives.
    Optional<ProcessHandle> findAlive(String name) {
        try {
            String pid = Files.readString(folder.resolve(name)).strip();
            return pid.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }
}
