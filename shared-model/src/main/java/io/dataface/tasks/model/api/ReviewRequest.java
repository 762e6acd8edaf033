package io.dataface.tasks.model.api;

import org.jspecify.annotations.Nullable;

/// The body of accept, reject and complete.
///
/// @param headSha the head that was looked at; required to accept or reject
/// @param reason why, for the record
public record ReviewRequest(@Nullable String headSha, @Nullable String reason) {}
