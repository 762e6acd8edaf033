package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The folder of unpacked programs and start caches that all installations of one launcher
/// share.
/// While it is open nobody deletes anything from it.
final class Programs implements AutoCloseable {
    private static final String IN_USE = "in-use";

    private final FileChannel channel;

    private Programs(FileChannel channel) {
        this.channel = channel;
    }

    /// Opens the folder, and drops what earlier builds left there where nobody else has it
    /// open.
    ///
    /// @param jars of this build: other unpacked ones go
    static Programs open(Path folder, List<ServiceJar> jars) throws IOException {
        create(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(IN_USE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try (var alone = channel.tryLock()) {
            if (alone != null) {
                deleteOlder(folder, jars);
            }
        }
        channel.lock(0, Long.MAX_VALUE, true);
        return new Programs(channel);
    }

    static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void deleteOlder(Path folder, List<ServiceJar> jars) throws IOException {
        List<Path> older;
        try (var entries = Files.list(folder)) {
            older =
                    entries.filter(entry -> jars.stream().anyMatch(jar -> jar.replaces(entry)))
                            .toList();
        }
        for (Path entry : older) {
            Folders.delete(entry);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
