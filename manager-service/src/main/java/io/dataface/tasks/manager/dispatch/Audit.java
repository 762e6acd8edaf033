package io.dataface.tasks.manager.dispatch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Records what people did to tasks and to the queue, with who and when.
@Component
class Audit {
    private final JdbcClient jdbc;

    Audit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void task(
            String actor,
            String action,
            TaskRow task,
            @Nullable UUID dispatch,
            @Nullable String detail) {
        write(actor, action, task.planId, task.key, dispatch, detail);
    }

    void plan(String actor, String action, String plan, @Nullable String detail) {
        write(actor, action, plan, null, null, detail);
    }

    private void write(
            String actor,
            String action,
            String plan,
            @Nullable Long task,
            @Nullable UUID dispatch,
            @Nullable String detail) {
        jdbc.sql(
                        """
                        insert into audit (actor, action, plan_id, task_key, dispatch_id, detail)
                        values (:actor, :action, :plan, :task, :dispatch, :detail)
                        """)
                .param("actor", actor)
                .param("action", action)
                .param("plan", plan)
                .param("task", task)
                .param("dispatch", dispatch)
                .param("detail", detail)
                .update();
    }
}
