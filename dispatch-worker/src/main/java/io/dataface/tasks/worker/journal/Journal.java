package io.dataface.tasks.worker.journal;

import io.dataface.tasks.worker.process.Leftovers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker's memory on disk, under a file lock: its incarnations, the leases that it started, the
/// processes that it started. One line an entry: `incarnation <id>`, `started <dispatch> <token>`,
/// `process <pid> <start ms>`, `ended <id>`. A torn last line is ignored.
public final class Journal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final UUID incarnation;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final FileChannel entries;
    private final Set<String> started = new HashSet<>();
    private final Set<UUID> earlier;

    private Journal(
            UUID incarnation,
            FileChannel lockFile,
            FileLock lock,
            FileChannel entries,
            Set<UUID> earlier) {
        this.incarnation = incarnation;
        this.lockFile = lockFile;
        this.lock = lock;
        this.entries = entries;
        this.earlier = earlier;
    }

    /// Opens the journal in `folder` for a new incarnation, after it has killed what earlier ones
    /// left running.
    ///
    /// @throws IOException if another process holds the folder, or it cannot be written
    public static Journal open(Path folder, UUID incarnation) throws IOException {
        Files.createDirectories(folder);
        var lockFile =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        var lock = tryLock(lockFile);
        if (lock == null) {
            lockFile.close();
            throw new IOException(
                    "Another worker uses "
                            + folder
                            + "; give each worker a folder of its own (tasks.worker.data)");
        }
        var file = folder.resolve("journal");
        var earlier = endEarlier(file);
        // What was read is closed: a fresh file names the incarnations alone.
        var lines = new StringBuilder();
        earlier.forEach(id -> lines.append("incarnation ").append(id).append('\n'));
        var fresh = folder.resolve("journal.new");
        Files.writeString(fresh, lines.append("incarnation ").append(incarnation).append('\n'));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        var entries = FileChannel.open(file, StandardOpenOption.APPEND);
        entries.force(true);
        return new Journal(incarnation, lockFile, lock, entries, earlier);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Set<UUID> endEarlier(Path file) throws IOException {
        var ids = new LinkedHashSet<UUID>();
        if (!Files.exists(file)) {
            return ids;
        }
        var roots = new ArrayList<Leftovers.Root>();
        for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            var words = line.split(" ");
            try {
                switch (words[0]) {
                    case "incarnation" -> ids.add(UUID.fromString(words[1]));
                    case "ended" -> ids.remove(UUID.fromString(words[1]));
                    case "process" ->
                            roots.add(
                                    new Leftovers.Root(
                                            Long.parseLong(words[1]), Long.parseLong(words[2])));
                    default -> {}
                }
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                log.debug("The journal has a torn line", e);
            }
        }
        var killed = 0;
        for (var id : ids) {
            killed += Leftovers.kill(id.toString(), roots);
        }
        if (killed > 0) {
            log.warn("Killed {} processes that an earlier worker left running", killed);
        }
        return ids;
    }

    /// This process's own id.
    public UUID incarnation() {
        return incarnation;
    }

    /// Earlier incarnations of which nothing runs any more.
    public List<UUID> killed() {
        return List.copyOf(earlier);
    }

    /// Forgets the earlier incarnations, once the manager was told.
    public synchronized void told() throws IOException {
        for (var id : earlier) {
            append("ended " + id);
        }
        earlier.clear();
    }

    /// Whether this lease is started for the first time; it is remembered as started.
    public synchronized boolean start(UUID dispatch, long token) throws IOException {
        var key = dispatch + " " + token;
        if (!started.add(key)) {
            return false;
        }
        append("started " + key);
        return true;
    }

    /// Remembers a process, so that a later incarnation can end it.
    public synchronized void process(long pid) throws IOException {
        append("process " + pid + " " + Leftovers.startedMillis(pid));
    }

    private void append(String line) throws IOException {
        entries.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.ISO_8859_1)));
        entries.force(false);
    }

    @Override
    public void close() throws IOException {
        entries.close();
        lock.release();
        lockFile.close();
    }
}
