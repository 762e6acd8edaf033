package io.dataface.tasks.manager.dispatch;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lets a person's word count: an open circuit gets one more try, a closed one starts counting
/// anew, and workers that were kept off may try again.
@Component
class Circuits {
    private final JdbcClient jdbc;

    Circuits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void halfOpen(TaskRow task) {
        jdbc.sql(
                        """
                        update task set half_open = circuit_at is not null, failures = 0, setup_failures = 0, gone_workers = 0
                        where key = :task
                        """)
                .param("task", task.key)
                .update();
        jdbc.sql(
                        """
                        delete from placement_backoff b using task_fact f
                        where f.task_key = :task and b.repository = f.wanted_repository and b.agent = f.wanted_agent
                        """)
                .param("task", task.key)
                .update();
    }
}
