package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.feed.RegistryChanged;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Pauses and resumes a plan's queue, and stops everything.
@Service
class PlanActions {
    private final JdbcClient jdbc;
    private final TaskActions tasks;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    PlanActions(JdbcClient jdbc, TaskActions tasks, Audit audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.audit = audit;
        this.events = events;
    }

    /// Nothing new starts; what runs goes on.
    @Transactional
    void pause(String plan, @Nullable String reason, String actor) {
        jdbc.sql(
                        """
                        update plan set paused_at = coalesce(paused_at, clock_timestamp()), paused_by = :actor, pause_reason = :reason
                        where id = :plan
                        """)
                .param("plan", plan)
                .param("actor", actor)
                .param("reason", reason)
                .update();
        changed(plan, "pause", reason, actor);
    }

    @Transactional
    void resume(String plan, String actor) {
        jdbc.sql(
                        "update plan set paused_at = null, paused_by = null, pause_reason = null"
                                + " where id = :plan")
                .param("plan", plan)
                .update();
        changed(plan, "resume", null, actor);
    }

    /// Pauses the queue and asks every run to stop. Pending follow-ups stay.
    @Transactional
    void stop(String plan, @Nullable String reason, String actor) {
        pause(plan, reason == null ? "everything was stopped" : reason, actor);
        List<Long> running =
                jdbc.sql(
                                """
                                select t.key from task t join dispatch d on d.task_key = t.key
                                where t.plan_id = :plan and d.state in ('LEASED', 'RUNNING') order by t.key
                                """)
                        .param("plan", plan)
                        .query((row, n) -> row.getLong(1))
                        .list();
        running.forEach(key -> tasks.stop(key, actor));
        audit.plan(actor, "stop", plan, running.size() + " runs asked to stop");
    }

    private void changed(String plan, String action, @Nullable String detail, String actor) {
        audit.plan(actor, action, plan, detail);
        events.publishEvent(new RegistryChanged(plan, Set.of(), Set.of(), Set.of(), true, true));
    }
}
