package io.dataface.tasks.manager.plan.source;

import org.jspecify.annotations.Nullable;

/// A file of a plan.
///
/// @param path below the plan's folder, with `/`
/// @param blob git's id of the content
/// @param bytes the content; null where the caller knew this blob already
/// @param last the last commit that touched the path; null outside git or never committed
@SuppressWarnings("ArrayRecordComponent")
public record SourceFile(
        String path, String blob, byte @Nullable [] bytes, @Nullable Authorship last) {

    /// A commit as people see it.
    ///
    /// @param at when it was written, RFC 3339
    public record Authorship(String commit, String author, String at) {}
}
