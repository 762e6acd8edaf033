package io.dataface.tasks.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What a JVM remembers of an earlier start (its AOT cache), so that the next one takes a third
/// of
/// the time. It fits one jar and one JVM only: it lies beside its jar and carries the JVM's
/// version
/// in its name. The JVM checks both and starts without it where it does not fit.
///
/// @param jar what it is of
/// @param file where the cache is, once there is one
record StartCache(Path jar, Path file) {
    /// What to do with the caches of an installation's services.
    enum Use {
        /// Start with what is there.
        READ,
        /// Write new ones, which takes each process half a minute when it ends.
        RECORD
    }

    /// The cache of a jar, whether it exists or not.
    static StartCache of(Path jar) {
        String name = jar.getFileName().toString();
        String module = name.substring(0, name.length() - ".jar".length());
        return new StartCache(
                jar,
                jar.resolveSibling(
                        "%s-%s.aot".formatted(module, System.getProperty("java.version"))));
    }

    /// The cache of the command line itself, which the launcher passes to the JVM.
    static StartCache ofLauncher(Path home) {
        return new StartCache(
                home.resolve("task-cli/target/task-cli.jar"),
                ServiceJar.programs(home)
                        .resolve("task-cli-%s.aot".formatted(System.getProperty("java.version"))));
    }

    /// Whether there is one, and it is younger than its jar.
    boolean exists() {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar))
                            > 0;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// The JVM's options.
    List<String> options(Use use) {
        return switch (use) {
            case READ -> exists() ? List.of("-XX:AOTCache=" + file) : List.of();
            case RECORD -> List.of("-XX:AOTCacheOutput=" + fresh(), "-Xlog:disable");
        };
    }

    /// Gives what was recorded its name; half a cache never has it.
    void keep() throws IOException {
        Files.move(fresh(), file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Deletes what was recorded and not kept.
    void discard() throws IOException {
        Files.deleteIfExists(fresh());
    }

    private Path fresh() {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
