package io.dataface.tasks.model.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task: what the plan wants and what the registry knows.
///
/// @param status the effective one: not_started, completed or cancelled, in plan or registry
/// @param planStatus as the plan's file says
/// @param state live dispatch state, or IDLE, or WAITING (queued with a blocker)
/// @param group needs_person, active, ready, waiting, finished or idle: the one list it stands in
/// @param priority p0 to p3
/// @param dependsOn ids, or the text as written where no task answers to it
/// @param actions what may be done now: kickoff, retry, follow-up, interrupt, take-out, cancel,
///     accept, reject, complete
/// @param rejection of the last pushed branch, until a later one is pushed
/// @param pr null until pull requests are tracked
/// @param path page path below `/docs/`, without `.md`
public record TaskView(
        String id,
        String planId,
        String slug,
        String title,
        String status,
        String planStatus,
        String state,
        String group,
        String priority,
        String workstream,
        @Nullable String milestone,
        @Nullable String initiative,
        @Nullable String owner,
        @Nullable String ownerPerson,
        @Nullable String ownerProblem,
        List<String> dependsOn,
        @Nullable String repository,
        @Nullable String branch,
        @Nullable String headSha,
        @Nullable String pr,
        @Nullable Instant reviewSince,
        @Nullable RejectionView rejection,
        @Nullable Instant completedAt,
        @Nullable String completedBy,
        String path,
        List<String> actions,
        List<BlockerView> blockers,
        List<SignalView> signals,
        @Nullable DispatchView dispatch) {}
