package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Started;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What workers' journals say was begun. A worker that starts again writes a new journal:
/// read it before.
public final class Journals {
    private final Set<Started> started = new LinkedHashSet<>();

    /// Reads the journal of a worker as it is now; what was read stays known.
    public synchronized void read(String worker, Path folder) {
        var file = folder.resolve("journal/journal");
        if (!Files.exists(file)) {
            return;
        }
        try {
            UUID incarnation = new UUID(0, 0);
            for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                var words = line.split(" ");
                if (words[0].equals("incarnation")) {
                    // The last one named is the journal's own.
                    incarnation = UUID.fromString(words[1]);
                } else if (words[0].equals("started") && words.length == 3) {
                    started.add(
                            new Started(
                                    worker,
                                    incarnation,
                                    UUID.fromString(words[1]),
                                    Long.parseLong(words[2])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Notes what a worker without a journal has begun.
    public synchronized void begun(String worker, UUID incarnation, UUID dispatch, long token) {
        started.add(new Started(worker, incarnation, dispatch, token));
    }

    /// All that was begun, once an incarnation.
    public synchronized List<Started> started() {
        return List.copyOf(started);
    }
}
