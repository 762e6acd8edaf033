package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.plan.KnownFile.Good;
import io.dataface.tasks.manager.plan.source.SourceFile;
import io.dataface.tasks.manager.plan.source.SourceFile.Authorship;
import io.dataface.tasks.manager.web.Storable;
import io.dataface.tasks.model.plan.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The plan's files in the registry.
@Component
class FileRows {
    private final JdbcClient jdbc;

    FileRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A file's row without its bytes.
    record Stored(
            String path,
            String blob,
            @Nullable String commit,
            @Nullable String goodBlob,
            @Nullable String error,
            @Nullable Integer line,
            @Nullable Integer column,
            @Nullable String rule,
            @Nullable String fix) {

        Stored {
            error = Storable.orNull(error);
            fix = Storable.orNull(fix);
        }

        static Stored of(SourceFile file, KnownFile known, @Nullable Problem worst) {
            Authorship last = file.last();
            Good good = known.good();
            return new Stored(
                    file.path(),
                    file.blob(),
                    last == null ? null : last.commit(),
                    good == null ? null : good.blob(),
                    worst == null ? null : worst.message(),
                    worst == null ? null : Integer.valueOf(worst.line()),
                    worst == null ? null : Integer.valueOf(worst.column()),
                    worst == null ? null : worst.rule(),
                    worst == null ? null : worst.fix());
        }
    }

    /// A row to be written.
    record Written(Stored row, SourceFile file, @Nullable Good good) {}

    Map<String, Stored> all(String plan) {
        Map<String, Stored> rows = new HashMap<>();
        jdbc.sql(
                        """
                        select path, blob, commit_id, good_blob, error, error_line, error_column, error_rule, error_fix
                        from plan_file where plan_id = :plan
                        """)
                .param("plan", plan)
                .query(
                        (row, _) ->
                                new Stored(
                                        row.getString("path"),
                                        row.getString("blob"),
                                        row.getString("commit_id"),
                                        row.getString("good_blob"),
                                        row.getString("error"),
                                        row.getObject("error_line", Integer.class),
                                        row.getObject("error_column", Integer.class),
                                        row.getString("error_rule"),
                                        row.getString("error_fix")))
                .list()
                .forEach(r -> rows.put(r.path(), r));
        return rows;
    }

    /// The last good states of files that do not parse now: kept ones, else the bytes that the
    /// registry still has from before.
    Map<String, Good> good(String plan, Collection<String> paths) {
        Map<String, Good> found = new HashMap<>();
        if (paths.isEmpty()) {
            return found;
        }
        jdbc
                .sql(
                        """
                        select path, coalesce(good_blob, blob) as blob, coalesce(good_bytes, bytes) as bytes
                        from plan_file where plan_id = :plan and path = any(:paths)
                        """)
                .param("plan", plan)
                .param("paths", paths.toArray(String[]::new))
                .query(
                        (row, _) ->
                                Map.entry(
                                        row.getString("path"),
                                        Good.of(
                                                row.getString("path"),
                                                row.getString("blob"),
                                                row.getBytes("bytes"))))
                .list()
                .stream()
                .filter(e -> !e.getValue().parsed().isBroken())
                .forEach(e -> found.put(e.getKey(), e.getValue()));
        return found;
    }

    /// Writes new contents, with all that goes with them, as of the plan's next revision.
    void write(String plan, List<Written> rows) {
        for (List<Written> batch : Columns.chunks(rows)) {
            bind(
                            jdbc.sql(
                                    """
                                    insert into plan_file (plan_id, path, blob, bytes, commit_id, author, authored_at,
                                                           good_blob, good_bytes, error, error_line, error_column,
                                                           error_rule, error_fix, changed_at, revision)
                                    select :plan, v.path, v.blob, v.bytes, v.commit_id, v.author, v.at::timestamptz,
                                           v.good_blob, v.good_bytes, v.error, v.line, v.col, v.rule, v.fix,
                                           clock_timestamp(), p.revision + 1
                                    from plan p, unnest(:paths::text[], :blobs::text[], :bytes::bytea[], :commits::text[],
                                                :authors::text[], :ats::text[], :goodBlobs::text[],
                                                :goodBytes::bytea[], :errors::text[], :lines::int[],
                                                :columns::int[], :rules::text[], :fixes::text[])
                                         v(path, blob, bytes, commit_id, author, at, good_blob, good_bytes, error,
                                           line, col, rule, fix)
                                    where p.id = :plan
                                    on conflict (plan_id, path) do update
                                    set blob = excluded.blob, bytes = excluded.bytes,
                                        commit_id = excluded.commit_id, author = excluded.author,
                                        authored_at = excluded.authored_at, good_blob = excluded.good_blob,
                                        good_bytes = excluded.good_bytes, error = excluded.error,
                                        error_line = excluded.error_line, error_column = excluded.error_column,
                                        error_rule = excluded.error_rule, error_fix = excluded.error_fix,
                                        changed_at = excluded.changed_at, revision = excluded.revision
                                    """),
                            plan,
                            batch)
                    .param("bytes", Columns.bytes(batch, w -> w.file().bytes()))
                    .param(
                            "goodBytes",
                            Columns.bytes(batch, w -> w.good() == null ? null : w.good().bytes()))
                    .update();
        }
    }

    /// Writes what became known about contents that are there already.
    void describe(String plan, List<Written> rows) {
        for (List<Written> chunk : Columns.chunks(rows)) {
            bind(
                            jdbc.sql(
                                    """
                                    update plan_file f
                                    set commit_id = v.commit_id, author = v.author, authored_at = v.at::timestamptz,
                                        error = v.error, error_line = v.line, error_column = v.col,
                                        error_rule = v.rule, error_fix = v.fix, changed_at = clock_timestamp(),
                                        revision = p.revision + 1
                                    from plan p, unnest(:paths::text[], :blobs::text[], :commits::text[], :authors::text[],
                                                :ats::text[], :goodBlobs::text[], :errors::text[], :lines::int[],
                                                :columns::int[], :rules::text[], :fixes::text[])
                                         v(path, blob, commit_id, author, at, good_blob, error, line, col, rule, fix)
                                    where p.id = :plan and f.plan_id = p.id and f.path = v.path
                                    """),
                            plan,
                            chunk)
                    .update();
        }
    }

    void delete(String plan, Collection<String> paths) {
        jdbc.sql("delete from plan_file where plan_id = :plan and path = any(:paths)")
                .param("plan", plan)
                .param("paths", paths.toArray(String[]::new))
                .update();
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, String plan, List<Written> rows) {
        return statement
                .param("plan", plan)
                .param("paths", Columns.texts(rows, w -> w.row().path()))
                .param("blobs", Columns.texts(rows, w -> w.row().blob()))
                .param("commits", Columns.texts(rows, w -> w.row().commit()))
                .param("authors", Columns.texts(rows, w -> author(w.file())))
                .param("ats", Columns.texts(rows, w -> at(w.file())))
                .param("goodBlobs", Columns.texts(rows, w -> w.row().goodBlob()))
                .param("errors", Columns.texts(rows, w -> w.row().error()))
                .param("lines", Columns.numbers(rows, w -> w.row().line()))
                .param("columns", Columns.numbers(rows, w -> w.row().column()))
                .param("rules", Columns.texts(rows, w -> w.row().rule()))
                .param("fixes", Columns.texts(rows, w -> w.row().fix()));
    }

    private static @Nullable String author(SourceFile file) {
        Authorship last = file.last();
        return last == null ? null : last.author();
    }

    private static @Nullable String at(SourceFile file) {
        Authorship last = file.last();
        return last == null ? null : last.at();
    }
}
