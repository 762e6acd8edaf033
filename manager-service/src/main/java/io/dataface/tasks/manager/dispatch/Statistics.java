package io.dataface.tasks.manager.dispatch;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps the database's statistics as young as its rows. Autovacuum comes a minute after an
/// import
/// or a large kick-off; until then the planner takes the classification views for tiny tables
/// and
/// a list of 2,000 tasks with 300 queued costs minutes instead of 0.1 s.
@Component
class Statistics {
    private static final String[] TABLES = {
        "plan_file", "task", "task_dependency", "dispatch", "lease", "follow_up", "worker"
    };

    private final JdbcClient jdbc;

    Statistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Analyses the tables of which a fifth, and at least 50 rows, changed; answers which. A
    /// table that has not grown twofold waits until its statistics are 20 s old.
    List<String> renew() {
        var stale =
                jdbc.sql(
                                """
                                select s.relname from pg_stat_user_tables s join pg_class c on c.oid = s.relid
                                where s.schemaname = 'public' and s.relname = any (:tables)
                                  and n_mod_since_analyze > 50 + n_live_tup / 5
                                  and (n_live_tup > 2 * greatest(c.reltuples, 0)
                                       or greatest(last_analyze, last_autoanalyze) < clock_timestamp() - interval '20 seconds')
                                """)
                        .param("tables", TABLES)
                        .query((row, n) -> row.getString(1))
                        .list();
        stale.forEach(table -> jdbc.sql("analyze " + table).update());
        return stale;
    }
}
