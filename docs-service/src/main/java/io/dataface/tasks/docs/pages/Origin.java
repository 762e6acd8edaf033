package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.PublishedFile;
import org.jspecify.annotations.Nullable;

/// Where a page's text comes from, and who changed it last.
///
/// @param path as a person finds the file: in its repository, or on this machine
/// @param source its text at the plan's commit
/// @param commit of the last change at the forge, null where no forge is known
/// @param edit where to edit it, null where no forge is known
public record Origin(
        PublishedFile file,
        String path,
        String source,
        @Nullable String commit,
        @Nullable String edit) {}
