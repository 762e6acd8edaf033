package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.model.DispatchKind;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Puts dispatches into the queue; the caller holds the task's lock.
@Component
class Queue {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Queue(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /// What is to be queued.
    ///
    /// @param dueIn wait before it may run
    /// @param action what a person did, for the audit; null: nobody did
    record Wish(
            DispatchKind kind,
            int attempt,
            int priority,
            @Nullable UUID previous,
            String by,
            Duration dueIn,
            @Nullable String detail,
            @Nullable String action) {}

    /// Inserts the dispatch, unless the task has one that is not over: then empty.
    Optional<UUID> insert(TaskRow task, Wish wish) {
        var id = UUID.randomUUID();
        int rows =
                jdbc.sql(
                                """
                                with numbered as (
                                    update task set dispatches = dispatches + 1 where key = :task
                                      and not exists (select from dispatch where task_key = :task
                                                      and state in ('QUEUED', 'LEASED', 'RUNNING'))
                                    returning dispatches, unsettled_shas, workspace_worker, workspace_host),
                                queued as (
                                insert into dispatch (id, task_key, number, kind, state, attempt, priority, previous_id,
                                    queued_by, history_length, due_at, unreconciled, prefer_worker, prefer_host, prefer_until)
                                select :id, :task, dispatches, :kind, 'QUEUED', :attempt, :priority, :previous,
                                    :by, 1, clock_timestamp() + :due * interval '1 ms', cardinality(unsettled_shas) > 0,
                                    case when :kind = 'CONTINUE' then workspace_worker end,
                                    case when :kind = 'CONTINUE' then workspace_host end,
                                    case when :kind = 'CONTINUE' and workspace_worker is not null
                                         then clock_timestamp() + (60000 + :due) * interval '1 ms' end
                                from numbered
                                on conflict do nothing
                                returning id),
                                audited as (
                                insert into audit (actor, action, plan_id, task_key, dispatch_id)
                                select :by, :action, :plan, :task, id from queued where :action::text is not null)
                                insert into history (dispatch_id, seq, event, to_state, actor, detail)
                                select id, 1, 'queued', 'QUEUED', :by, :detail from queued
                                """)
                        .param("id", id)
                        .param("task", task.key)
                        .param("kind", wish.kind().name())
                        .param("attempt", wish.attempt())
                        .param("priority", wish.priority())
                        .param("previous", wish.previous(), Types.OTHER)
                        .param("by", wish.by())
                        .param("due", wish.dueIn().toMillis())
                        .param("detail", wish.detail())
                        .param("action", wish.action())
                        .param("plan", task.planId)
                        .update();
        if (rows == 0) {
            return Optional.empty();
        }
        events.publishEvent(RegistryChanged.dispatch(task.planId, task.id, id));
        return Optional.of(id);
    }

    /// Tells listeners that the queue may hold something new for this task.
    void changed(TaskRow task, UUID dispatch) {
        events.publishEvent(RegistryChanged.dispatch(task.planId, task.id, dispatch));
    }
}
