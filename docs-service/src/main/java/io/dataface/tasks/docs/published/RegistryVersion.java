package io.dataface.tasks.docs.published;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells whether anything was written to the database: its present snapshot, that is, which
/// transactions are over (PostgreSQL, pg_current_snapshot). It changes with every transaction that
/// writes, when that begins and when it ends.
@Component
public class RegistryVersion implements Supplier<String> {
    private final JdbcClient jdbc;

    RegistryVersion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String get() {
        return jdbc.sql("select pg_current_snapshot()::text").query(String.class).single();
    }
}
