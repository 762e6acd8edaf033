package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.worker.LiveWorker;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Notes that agents' processes have started, which is when the follow-ups of their prompts
/// count as delivered; the caller holds the tasks' locks.
@Component
class AgentStarts {
    private final JdbcClient jdbc;

    AgentStarts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes the start in each dispatch that runs under its token on this worker; once only.
    void note(LiveWorker worker, UUID[] dispatches, Long[] tokens) {
        jdbc.sql(
                        """
                        with started as (
                            update dispatch d set agent_at = clock_timestamp()
                            from unnest(:ids::uuid[], :tokens::bigint[]) as u(id, token)
                            where d.id = u.id and d.token = u.token and d.worker_id = :worker and d.state = 'RUNNING'
                              and d.agent_at is null
                            returning d.id, d.task_key),
                        ran as (
                            update task t set agent_started = true from started s where t.key = s.task_key and not t.agent_started)
                        update follow_up f set state = 'delivered', delivered_at = clock_timestamp()
                        from started s where f.dispatch_id = s.id and f.state = 'pending'
                        """)
                .param("ids", dispatches)
                .param("tokens", tokens)
                .param("worker", worker.id())
                .update();
    }
}
