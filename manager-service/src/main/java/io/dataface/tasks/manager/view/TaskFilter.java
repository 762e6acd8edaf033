package io.dataface.tasks.manager.view;

import org.jspecify.annotations.Nullable;

/// What narrows a list of tasks; null lets everything through.
///
/// @param status the effective one
/// @param state live dispatch state, IDLE or WAITING
/// @param group the list on `/status` that it stands in
/// @param owner as written, or the person that it resolves to
/// @param priority p0 to p3
/// @param q text in id or title
record TaskFilter(
        @Nullable String status,
        @Nullable String state,
        @Nullable String group,
        @Nullable String workstream,
        @Nullable String milestone,
        @Nullable String owner,
        @Nullable String priority,
        @Nullable String q) {}
