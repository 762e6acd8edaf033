package io.dataface.tasks.docs.published;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file of a plan, without its bytes.
///
/// @param path relative to the plan's folder
/// @param blob id of the bytes as they are now
/// @param shownBlob id of the bytes that can be shown: the current ones, else the last good ones;
///     null where none ever were good
/// @param commitId the last commit that touched it, null outside git
/// @param error why the current bytes cannot be read, null where they can
public record PublishedFile(
        String path,
        String blob,
        @Nullable String shownBlob,
        @Nullable String commitId,
        @Nullable String author,
        @Nullable Instant authoredAt,
        @Nullable Mistake error) {

    /// What is wrong with a file, and where.
    ///
    /// @param line 1-based, 0 where it is the whole file
    /// @param fix what to do about it, or empty
    public record Mistake(String message, int line, String fix) {}
}
