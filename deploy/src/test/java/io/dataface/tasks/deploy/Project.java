package io.dataface.tasks.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The project's own files.
final class Project {
    private Project() {}

    static Path file(String path) {
        return Path.of(Objects.requireNonNull(System.getProperty("tasks.root"))).resolve(path);
    }

    static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
