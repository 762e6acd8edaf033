package io.dataface.tasks.docs.search;

import io.dataface.tasks.docs.frame.Chip;
import org.jspecify.annotations.Nullable;

/// A page that was found.
///
/// @param href its address
/// @param kind as people call it, like `Task`
/// @param where its workstream, else its path
/// @param id of a task
/// @param chip how the task stands, null where there is nothing to say
/// @param heading that the snippet stands under and the address leads to; null for the page itself
public record Hit(
        String href,
        String kind,
        Marked title,
        String where,
        @Nullable String id,
        @Nullable Chip chip,
        @Nullable Marked heading,
        Marked snippet) {}
