package io.dataface.tasks.worker.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds programs as `execvp` would.
public final class Executables {
    private Executables() {}

    /// The program that `name` means with this search path, if there is one that can be run.
    ///
    /// @param directory what a name with a slash in it is relative to
    public static Optional<Path> find(String name, @Nullable String searchPath, Path directory) {
        if (name.contains("/")) {
            return Optional.of(directory.resolve(name)).filter(Executables::runnable);
        }
        return Arrays.stream((searchPath == null ? "" : searchPath).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Executables::runnable)
                .findFirst();
    }

    private static boolean runnable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
