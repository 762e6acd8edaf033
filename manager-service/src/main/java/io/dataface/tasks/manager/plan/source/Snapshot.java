package io.dataface.tasks.manager.plan.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan's files at one moment.
///
/// @param commit null outside git
/// @param dirty whether the files differ from that commit
/// @param folder where below the source the plan lies: `tasks`, or empty
/// @param left files that were not taken in
public record Snapshot(
        @Nullable String commit,
        boolean dirty,
        String folder,
        List<SourceFile> files,
        List<LeftOut> left) {

    /// A file that was not taken in.
    public record LeftOut(String path, String reason) {}

    /// The same, as the next reading gives it where nothing changed.
    public Snapshot withoutBytes() {
        return new Snapshot(
                commit,
                dirty,
                folder,
                files.stream()
                        .map(f -> new SourceFile(f.path(), f.blob(), null, f.last()))
                        .toList(),
                left);
    }

    public Snapshot {
        files = List.copyOf(files);
        left = List.copyOf(left);
    }
}
