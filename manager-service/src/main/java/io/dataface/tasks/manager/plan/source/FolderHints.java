package io.dataface.tasks.manager.plan.source;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows folders, and may know which files in them were touched.
@FunctionalInterface
public interface FolderHints {

    /// Follows exactly these folders from now on.
    void watch(Set<Path> folders);

    /// The files that were touched since this was asked last, so far as it is known by now; null
    /// where anything may have changed.
    default @Nullable Set<Path> touched() {
        return null;
    }
}
