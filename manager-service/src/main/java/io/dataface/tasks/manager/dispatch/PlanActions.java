package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.feed.RegistryChanged;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Pauses and resumes a plan's queue.
@Service
class PlanActions {
    private final JdbcClient jdbc;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    PlanActions(JdbcClient jdbc, Audit audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
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

    private void changed(String plan, String action, @Nullable String detail, String actor) {
        audit.plan(actor, action, plan, detail);
        events.publishEvent(new RegistryChanged(plan, Set.of(), Set.of(), Set.of(), true, true));
    }
}
