package io.dataface.tasks.model.plan;

import org.jspecify.annotations.Nullable;

/// A role of the team.
///
/// @param owner the accountable person
/// @param filledBy who does the work
public record RolePage(
        PageText text, String slug, @Nullable String owner, @Nullable String filledBy)
        implements PlanPage {}
