package io.dataface.tasks.docs.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run's branch has over its base.
///
/// @param truncated whether the diff is longer than what is kept
public record Changes(
        UUID dispatchId,
        String baseSha,
        String headSha,
        List<Commit> commits,
        List<FileDiff> diff,
        boolean truncated,
        int files,
        int insertions,
        int deletions) {

    /// Lines of a diff that a page shows.
    static final int LINES = 4_000;

    public record Commit(
            @Nullable String sha,
            @Nullable String author,
            @Nullable Instant at,
            @Nullable String subject) {}

    /// Whether the files stand open: not where there is much to scroll past.
    public boolean open() {
        return diff.stream().mapToInt(file -> file.lines().size()).sum() <= 300;
    }

    /// Whether the page leaves out some of it.
    public boolean cut() {
        return truncated || diff.stream().mapToInt(file -> file.lines().size()).sum() >= LINES;
    }
}
