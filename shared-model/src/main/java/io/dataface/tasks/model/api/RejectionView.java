package io.dataface.tasks.model.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person's no to a pushed branch.
///
/// @param headSha what was looked at
/// @param reason null where none was given
public record RejectionView(String headSha, Instant at, String by, @Nullable String reason) {}
