package io.dataface.tasks.docs.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the plan's files are edited.
///
/// @param editUrl address of a file's editor, with `{path}` for its path in the repository; without
///     it that of the forge that the plan's git URL names, if it is a known one
/// @param editBranch the branch that the forge's editor opens; without it the one that the plan is
///     read from, `main` where that is the repository's own
@ConfigurationProperties("tasks.docs")
record OriginSettings(@Nullable String editUrl, @Nullable String editBranch) {}
