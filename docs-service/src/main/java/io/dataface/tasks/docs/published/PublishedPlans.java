package io.dataface.tasks.docs.published;

import io.dataface.tasks.model.plan.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads plans and their files; one statement a call.
@Component
public class PublishedPlans {

    /// Before every revision.
    public static final long ALL = -1;

    private final JdbcClient jdbc;

    PublishedPlans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The plan, nothing where the manager has not taken it in yet.
    public Optional<PublishedPlan> findPlan(String planId) {
        return jdbc.sql(
                        """
                        select p.id, p.title, p.source, p.source_kind, p.folder, p.ref, p.commit_id, p.dirty,
                               p.revision, p.synced_at, p.error,
                               (select count(*) from published.file f where f.plan_id = p.id) as files
                        from published.plan p where p.id = ?
                        """)
                .param(planId)
                .query(PublishedPlans::plan)
                .optional();
    }

    /// The files of the plan that were written since a revision, by path.
    ///
    /// @param since [#ALL] for all files
    public List<PublishedFile> files(String planId, long since) {
        return jdbc.sql(
                        """
                        select path, blob, case when error is null then blob else good_blob end as shown_blob,
                               commit_id, author, authored_at, error, error_line, error_fix
                        from published.file where plan_id = ? and revision > ? order by path
                        """)
                .param(planId)
                .param(since)
                .query(PublishedPlans::file)
                .list();
    }

    /// The bytes that can be shown, by path: the current ones, else the last good ones.
    public Map<String, byte[]> shownBytes(String planId, Collection<String> paths) {
        Map<String, byte[]> found = new HashMap<>();
        jdbc.sql(
                        """
                        select path, case when error is null then bytes else good_bytes end as shown
                        from published.file where plan_id = ? and path = any(?)
                        """)
                .param(planId)
                .param(paths.toArray(String[]::new))
                .query(
                        row -> {
                            byte[] shown = row.getBytes("shown");
                            if (shown != null) {
                                found.put(row.getString("path"), shown);
                            }
                        });
        return found;
    }

    /// A file's bytes as they are now, whether they can be read or not.
    ///
    /// @param most bytes that are read; of a larger file only its size is
    public Optional<Content> findBytes(String planId, String path, long most) {
        return jdbc.sql(
                        """
                        select octet_length(bytes) as size, case when octet_length(bytes) <= ? then bytes end as bytes
                        from published.file where plan_id = ? and path = ?
                        """)
                .param(most)
                .param(planId)
                .param(path)
                .query((row, _) -> new Content(row.getLong("size"), row.getBytes("bytes")))
                .optional();
    }

    /// What a file holds.
    ///
    /// @param bytes null where there are more than asked for
    public record Content(long size, byte @Nullable [] bytes) {}

    /// What the registry found wrong in the plan's files when it read them last.
    public List<Problem> problems(String planId) {
        return jdbc.sql(
                        """
                        select path, coalesce(line, 1) as line, coalesce("column", 1) as col,
                               rule, severity, message, coalesce(fix, '') as fix
                        from published.problem where plan_id = ?
                        order by path, line, col, rule
                        """)
                .param(planId)
                .query(PublishedPlans::problem)
                .list();
    }

    private static Problem problem(ResultSet row, int number) throws SQLException {
        return new Problem(
                row.getString("path"),
                row.getInt("line"),
                row.getInt("col"),
                row.getString("rule"),
                Problem.Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                row.getString("message"),
                row.getString("fix"));
    }

    private static PublishedPlan plan(ResultSet row, int number) throws SQLException {
        return new PublishedPlan(
                row.getString("id"),
                row.getString("title"),
                row.getString("source"),
                row.getString("source_kind"),
                row.getString("folder"),
                row.getString("ref"),
                row.getString("commit_id"),
                row.getBoolean("dirty"),
                row.getLong("revision"),
                instant(row, "synced_at"),
                row.getString("error"),
                row.getLong("files"));
    }

    private static PublishedFile file(ResultSet row, int number) throws SQLException {
        String error = row.getString("error");
        String fix = row.getString("error_fix");
        return new PublishedFile(
                row.getString("path"),
                row.getString("blob"),
                row.getString("shown_blob"),
                row.getString("commit_id"),
                row.getString("author"),
                instant(row, "authored_at"),
                error == null
                        ? null
                        : new PublishedFile.Mistake(
                                error, row.getInt("error_line"), fix == null ? "" : fix));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
