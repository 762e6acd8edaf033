package io.dataface.tasks.docs.published;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A plan as the manager last read it.
///
/// @param sourceKind `folder` or `git`
/// @param folder inside the source that holds the plan, empty for its root
/// @param ref branch of a git URL that is read, null for its own head
/// @param revision grows whenever a file of the plan changes
/// @param error why the last reading failed, null where it did not
/// @param files how many it has
public record PublishedPlan(
        String id,
        String title,
        String source,
        String sourceKind,
        String folder,
        @Nullable String ref,
        @Nullable String commitId,
        boolean dirty,
        long revision,
        @Nullable Instant syncedAt,
        @Nullable String error,
        long files) {}
