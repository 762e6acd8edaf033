package io.dataface.tasks.manager.plan.source;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers which files were touched, from what a watch tells of folders.
final class Touched {
    /// More than these are as slow to look at one by one as all together.
    private static final int MOST = 100;

    private Set<Path> files = new HashSet<>();
    private boolean anything = true;

    synchronized void add(Path folder, List<WatchEvent<?>> events) {
        for (WatchEvent<?> event : events) {
            // Not a path where the watch lost events.
            if (event.context() instanceof Path name && files.size() < MOST) {
                files.add(folder.resolve(name));
            } else {
                anything = true;
            }
        }
    }

    synchronized void addAnything() {
        anything = true;
    }

    /// What was gathered since the last call, null where it may be anything.
    synchronized @Nullable Set<Path> take() {
        Set<Path> taken = anything ? null : files;
        files = new HashSet<>();
        anything = false;
        return taken;
    }
}
