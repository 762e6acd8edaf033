package io.dataface.tasks.chaos;

import io.dataface.tasks.cli.supervise.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The database: its keeper is the process that is started, its server the one that is hurt.
public final class PostgresNode extends Node {
    private final Path pidFile;

    PostgresNode(Part part, Path pidFile) {
        super(part);
        this.pidFile = pidFile;
    }

    /// The server alone: its keeper then ends by itself.
    @Override
    List<ProcessHandle> victims() {
        return findServer().stream().toList();
    }

    /// The server with all its connections: freezing the first alone would change little.
    @Override
    List<ProcessHandle> frozen() {
        return findServer().stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .toList();
    }

    private Optional<ProcessHandle> findServer() {
        if (!alive() || !Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            String pid = Files.readAllLines(pidFile).getFirst().strip();
            return ProcessHandle.of(Long.parseLong(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
