package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.plan.source.Snapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How the sync stands, in the registry.
@Component
class PlanRow {
    private final JdbcClient jdbc;

    PlanRow(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Waits until no other manager imports this plan; held until the transaction ends.
    void lock(String plan) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('plan-sync'), hashtext(:plan))")
                .param("plan", plan)
                .query((row, _) -> true)
                .list();
    }

    /// @param news whether the row says something new
    /// @param revision that it has now
    record Taken(boolean news, long revision) {}

    /// Records a snapshot that was taken in.
    ///
    /// @param title null keeps the one that is there
    Taken taken(String plan, Snapshot snapshot, @Nullable String title, boolean changed) {
        Taken taken =
                jdbc.sql(
                                """
                                update plan p
                                set commit_id = :commit, dirty = :dirty, folder = :folder,
                                    title = coalesce(:title::text, p.title),
                                    revision = p.revision + case when :changed then 1 else 0 end,
                                    synced_at = case when :changed or p.synced_at is null
                                                     then clock_timestamp() else p.synced_at end,
                                    checked_at = clock_timestamp(), error = null
                                from (select * from plan where id = :plan) old
                                where p.id = old.id
                                returning old.commit_id is distinct from p.commit_id or old.dirty <> p.dirty
                                          or old.title <> p.title or old.error is not null
                                          or old.synced_at is null as news,
                                          p.revision
                                """)
                        .param("plan", plan)
                        .param("commit", snapshot.commit())
                        .param("dirty", snapshot.dirty())
                        .param("folder", snapshot.folder())
                        .param("title", title)
                        .param("changed", changed)
                        .query(
                                (row, _) ->
                                        new Taken(row.getBoolean("news"), row.getLong("revision")))
                        .single();
        return Objects.requireNonNull(taken);
    }

    /// Records that the source still is as it was taken in at this revision; false where the
    /// registry moved on since, or last heard of a failure.
    boolean confirmed(String plan, long revision) {
        return jdbc.sql(
                                """
                                update plan set checked_at = clock_timestamp()
                                where id = :plan and revision = :revision and error is null
                                """)
                        .param("plan", plan)
                        .param("revision", revision)
                        .update()
                > 0;
    }

    /// Counts the snapshots that changed something.
    long revision(String plan) {
        return jdbc.sql("select revision from plan where id = :plan")
                .param("plan", plan)
                .query((row, _) -> row.getLong("revision"))
                .single();
    }

    /// Records why the source cannot be read; answers whether that is news. All else stays.
    boolean failed(String plan, String error) {
        return jdbc.sql(
                                """
                                update plan set error = :error, checked_at = clock_timestamp()
                                where id = :plan and error is distinct from :error
                                """)
                        .param("plan", plan)
                        .param("error", error)
                        .update()
                > 0;
    }
}
