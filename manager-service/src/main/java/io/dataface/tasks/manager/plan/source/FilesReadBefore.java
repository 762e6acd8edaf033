package io.dataface.tasks.manager.plan.source;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What earlier walks read, so that a file that nobody touched since is not read again. As git
/// does, it distrusts a file that changed just before it was read: a second change within the same
/// tick of the file system's clock would look like none.
final class FilesReadBefore {
    private static final Duration TICK = Duration.ofSeconds(2);

    private final InstantSource time;
    private Map<String, Entry> before = Map.of();
    private Map<String, Entry> now = new HashMap<>();

    private record Entry(long size, FileTime modified, @Nullable Object key, String blob) {
        boolean describes(BasicFileAttributes file) {
            return size == file.size()
                    && modified.equals(file.lastModifiedTime())
                    && Objects.equals(key, file.fileKey());
        }
    }

    FilesReadBefore(InstantSource time) {
        this.time = time;
    }

    /// A new walk begins; what the last one did not see is forgotten.
    void begin() {
        before = now;
        now = new HashMap<>();
    }

    /// The blob id that the untouched file had, or null.
    @Nullable String blob(String path, BasicFileAttributes file) {
        Entry entry = before.get(path);
        if (entry == null || !entry.describes(file)) {
            return null;
        }
        now.put(path, entry);
        return entry.blob();
    }

    /// Keeps what was read after the attributes were.
    void read(String path, BasicFileAttributes file, String blob) {
        FileTime modified = file.lastModifiedTime();
        if (modified.toInstant().isBefore(time.instant().minus(TICK))) {
            now.put(path, new Entry(file.size(), modified, file.fileKey(), blob));
        }
    }
}
