package io.dataface.tasks.manager.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/// Empties the registry before each class, for several share a context and its database. One with
/// a plan of its own keeps what its settings wrote.
public final class EmptyRegistry implements TestExecutionListener {

    @Override
    public void beforeTestClass(TestContext test) throws SQLException {
        ApplicationContext context = test.getApplicationContext();
        if (context.getEnvironment().containsProperty("tasks.plan.source")) {
            return;
        }
        String url = context.getBean(TestPostgres.Database.class).url();
        try (var connection =
                        DriverManager.getConnection(
                                url, TestPostgres.OWNER, TestPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("truncate plan, worker cascade");
        }
    }
}
