package io.dataface.tasks.manager.dispatch;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lets a person's word count: an open circuit gets one more try, a closed one starts counting
/// anew.
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
    }
}
