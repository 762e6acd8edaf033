package io.dataface.tasks.model.plan;

import org.jspecify.annotations.Nullable;

/// An initiative within a workstream.
///
/// @param workstream the workstream's folder name
/// @param owner a person's or role's slug or alias, as written
public record InitiativePage(PageText text, String slug, String workstream, @Nullable String owner)
        implements PlanPage {}
