package io.dataface.tasks.manager.view;

import io.dataface.tasks.model.api.BlockerView;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.RejectionView;
import io.dataface.tasks.model.api.SignalView;
import io.dataface.tasks.model.api.TaskView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task's own columns; what belongs to it in other tables is read for a whole page at once.
record TaskRow(
        long key,
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
        @Nullable String repository,
        @Nullable String branch,
        @Nullable String headSha,
        @Nullable Instant reviewSince,
        @Nullable RejectionView rejection,
        @Nullable Instant completedAt,
        @Nullable String completedBy,
        String path,
        List<String> actions,
        @Nullable UUID dispatchId) {
    static final String SELECT =
            """
            select t.key, t.id, t.plan_id, t.slug, t.title, t.status, t.plan_status, t.state,
                   t.listed_as, t.priority, t.workstream, t.milestone, t.initiative, t.owner,
                   t.owner_person, t.owner_problem, coalesce(t.repository, f.wanted_repository) as repo_name,
                   t.branch, t.head_sha, t.review_since, t.completed_at, t.completed_by, t.path,
                   t.actions, t.dispatch_id, t.rejected_sha, t.rejected_at, t.rejected_by, t.reject_reason
            from published.task t
            join task_fact f on f.task_key = t.key
            """;

    static TaskRow map(ResultSet row, int ignored) throws SQLException {
        return new TaskRow(
                row.getLong("key"),
                row.getString("id"),
                row.getString("plan_id"),
                row.getString("slug"),
                row.getString("title"),
                row.getString("status"),
                row.getString("plan_status"),
                row.getString("state"),
                row.getString("listed_as"),
                row.getString("priority"),
                row.getString("workstream"),
                row.getString("milestone"),
                row.getString("initiative"),
                row.getString("owner"),
                row.getString("owner_person"),
                row.getString("owner_problem"),
                row.getString("repo_name"),
                row.getString("branch"),
                row.getString("head_sha"),
                Rows.findInstant(row, "review_since"),
                rejection(row),
                Rows.findInstant(row, "completed_at"),
                row.getString("completed_by"),
                withoutSuffix(row.getString("path")),
                Rows.strings(row, "actions"),
                row.getObject("dispatch_id", UUID.class));
    }

    TaskView with(
            List<String> dependsOn,
            List<BlockerView> blockers,
            List<SignalView> signals,
            @Nullable DispatchView dispatch) {
        return new TaskView(
                id,
                planId,
                slug,
                title,
                status,
                planStatus,
                state,
                group,
                priority,
                workstream,
                milestone,
                initiative,
                owner,
                ownerPerson,
                ownerProblem,
                dependsOn,
                repository,
                branch,
                headSha,
                null,
                reviewSince,
                rejection,
                completedAt,
                completedBy,
                path,
                actions,
                blockers,
                signals,
                dispatch);
    }

    private static @Nullable RejectionView rejection(ResultSet row) throws SQLException {
        Instant at = Rows.findInstant(row, "rejected_at");
        return at == null
                ? null
                : new RejectionView(
                        row.getString("rejected_sha"),
                        at,
                        row.getString("rejected_by"),
                        row.getString("reject_reason"));
    }

    private static String withoutSuffix(String path) {
        return path.endsWith(".md") ? path.substring(0, path.length() - 3) : path;
    }
}
