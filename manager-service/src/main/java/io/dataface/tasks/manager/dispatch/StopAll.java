package io.dataface.tasks.manager.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Stops everything of a plan, in steps of their own transactions: one that held the plan's row
/// while it waited for tasks would meet a plan edit that does the reverse.
@Service
class StopAll {
    private final JdbcClient jdbc;
    private final PlanActions plans;
    private final TaskActions tasks;
    private final Claims claims;
    private final Audit audit;

    StopAll(JdbcClient jdbc, PlanActions plans, TaskActions tasks, Claims claims, Audit audit) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.tasks = tasks;
        this.claims = claims;
        this.audit = audit;
    }

    /// Pauses the queue and asks every run to stop, those too whose claim was on its way.
    /// Pending
    /// follow-ups stay.
    void stop(String plan, @Nullable String reason, String actor) {
        plans.pause(plan, reason == null ? "everything was stopped" : reason, actor);
        claims.awaitPresent();
        var running = running(plan);
        running.forEach(key -> tasks.stop(key, actor));
        audit.plan(actor, "stop", plan, running.size() + " runs asked to stop");
    }

    private List<Long> running(String plan) {
        return jdbc.sql(
                        """
                        select t.key from task t join dispatch d on d.task_key = t.key
                        where t.plan_id = :plan and d.state in ('LEASED', 'RUNNING') order by t.key
                        """)
                .param("plan", plan)
                .query((row, n) -> row.getLong(1))
                .list();
    }
}
