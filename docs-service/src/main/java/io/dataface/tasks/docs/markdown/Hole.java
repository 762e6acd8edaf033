package io.dataface.tasks.docs.markdown;

import org.jspecify.annotations.Nullable;

/// A place in a markdown text that something else fills.
///
/// @param start offset of its first char
/// @param end offset behind its last char
/// @param block whether what fills it stands between paragraphs, not within one
/// @param plain what stands for it where only plain text may (links, titles), null for the text
///     as written
public record Hole(int start, int end, boolean block, @Nullable String plain) {}
