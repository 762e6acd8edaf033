package io.dataface.tasks.cli.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Keeps a second `up` off a data folder; the system drops it with the process, however that ends.
public final class InstallationLock implements AutoCloseable {
    private final FileChannel channel;

    private InstallationLock(FileChannel channel) {
        this.channel = channel;
    }

    /// The lock, or empty where another process holds it.
    public static Optional<InstallationLock> findFree(Path file) {
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(new InstallationLock(channel));
                }
            } catch (OverlappingFileLockException held) {
                // Held by this very process: the same answer as for any other holder.
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + file, e);
        }
    }

    /// Whether an `up` runs on this data folder now.
    public static boolean isHeld(DataFolder data) {
        if (!Files.exists(data.lock())) {
            return false;
        }
        Optional<InstallationLock> free = findFree(data.lock());
        free.ifPresent(InstallationLock::close);
        return free.isEmpty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
