package io.dataface.tasks.docs.activity;

import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.run.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what stands beside every week.
@Component
class ActivityAsides {

    private final JdbcClient db;
    private final PlanSettings plan;
    private volatile @Nullable Kept last;

    private record Kept(String mark, ActivityAside aside) {}

    ActivityAsides(JdbcClient db, PlanSettings plan) {
        this.db = db;
        this.plan = plan;
    }

    /// What stands there while the registry has this mark.
    ActivityAside of(String mark) {
        Kept kept = last;
        if (kept != null && kept.mark().equals(mark)) {
            return kept.aside();
        }
        ActivityAside read = read();
        last = new Kept(mark, read);
        return read;
    }

    void forget() {
        last = null;
    }

    private ActivityAside read() {
        return new ActivityAside(waiting(), finished(), pullRequestsRead().orElse(null));
    }

    private List<Pending> waiting() {
        return db.sql(
                        """
                        select coalesce(title, branch, 'Pull request #' || pr_number) as title, path, owner, branch, pr_number,
                               pr_url, since, seen_at
                        from published.awaiting_merge where plan_id = :plan
                        order by since nulls last, pr_number limit 20
                        """)
                .param("plan", plan.planId())
                .query(
                        (row, _) ->
                                new Pending(
                                        row.getString("title"),
                                        row.getString("path"),
                                        row.getString("owner"),
                                        row.getString("branch"),
                                        row.getObject("pr_number", Integer.class),
                                        row.getString("pr_url"),
                                        Columns.instant(row, "since"),
                                        Columns.instant(row, "seen_at")))
                .list();
    }

    private List<Entry> finished() {
        return db.sql(
                        """
                        select 'task-' || task_key as id, at, whole_day, 'completed' as kind, task_id, title, path,
                               workstream, owner, actor, agent, pr_number, pr_url, null::uuid as dispatch_id,
                               outcome, null as detail
                        from published.completed_task where plan_id = :plan order by at desc limit 5
                        """)
                .param("plan", plan.planId())
                .query((row, _) -> ActivityReads.entry(row, 0))
                .list();
    }

    // The ones seen last are those that are open and those that were merged last.
    private Optional<Instant> pullRequestsRead() {
        return db.sql(
                        """
                        select max(seen_at) as seen_at from (
                          select seen_at from published.pull_request where state = 'open'
                          union all
                          (select seen_at from published.pull_request where state = 'merged'
                           order by merged_at desc limit 20)) pr
                        """)
                .query((row, _) -> Optional.ofNullable(Columns.instant(row, "seen_at")))
                .single();
    }
}
