package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.frame.Chip;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the registry says of a task. Columns are those of the published view.
///
/// @param group the one list it stands in
/// @param actions what may be done now
/// @param textHash of its file's content as it is now
public record TaskState(
        long key,
        String id,
        String title,
        String path,
        String workstream,
        String priority,
        String status,
        String state,
        String group,
        boolean inReview,
        List<String> actions,
        @Nullable String repository,
        @Nullable String repositoryUrl,
        @Nullable String branch,
        @Nullable String headSha,
        @Nullable Instant reviewSince,
        @Nullable Rejection rejection,
        @Nullable String ownerProblem,
        String textHash) {

    /// The columns that [#of] reads, of a view named `t`.
    public static final String COLUMNS =
            """
            t.key, t.id, t.title, t.path, t.workstream, t.priority, t.status, t.state, t.listed_as,
            t.in_review, t.actions, t.repository, t.repository_url, t.branch, t.head_sha,
            t.review_since, t.owner_problem, t.rejected_sha, t.rejected_at, t.rejected_by,
            t.reject_reason, t.text_hash\
            """;

    public static TaskState of(ResultSet row) throws SQLException {
        return new TaskState(
                row.getLong("key"),
                row.getString("id"),
                row.getString("title"),
                row.getString("path"),
                row.getString("workstream"),
                row.getString("priority"),
                row.getString("status"),
                row.getString("state"),
                row.getString("listed_as"),
                row.getBoolean("in_review"),
                Columns.texts(row, "actions"),
                row.getString("repository"),
                row.getString("repository_url"),
                row.getString("branch"),
                row.getString("head_sha"),
                Columns.instant(row, "review_since"),
                rejection(row),
                row.getString("owner_problem"),
                row.getString("text_hash"));
    }

    /// A person's no to the branch as it is now.
    ///
    /// @param reason null where none was given
    public record Rejection(Instant at, String by, @Nullable String reason) {}

    private static @Nullable Rejection rejection(ResultSet row) throws SQLException {
        Instant at = Columns.instant(row, "rejected_at");
        return at == null || !row.getString("rejected_sha").equals(row.getString("head_sha"))
                ? null
                : new Rejection(at, row.getString("rejected_by"), row.getString("reject_reason"));
    }

    /// The state as people see it: what runs, else how it stands.
    ///
    /// @param latest its latest run
    public @Nullable Chip chip(@Nullable Run latest) {
        Chip live = Chip.ofTaskState(state);
        if (live != null) {
            return live;
        }
        if (inReview) {
            return Chip.inReview();
        }
        return switch (status) {
            case "completed" -> Chip.ofBadge("Completed");
            case "cancelled" -> Chip.ofBadge("Cancelled");
            default -> latest == null ? null : latest.chip();
        };
    }

    /// The address of its page.
    public String page() {
        return Wording.page(path);
    }
}
