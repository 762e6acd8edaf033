package io.dataface.tasks.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// A Postgres of one benchmark's own, which keeps what it says it keeps: fsync is on, commits
/// wait for it.
final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path data;

    private Postgres(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    static Postgres start() throws IOException {
        var data = Files.createTempDirectory("benchmark-postgres-");
        var settings =
                new TreeMap<>(
                        Map.of(
                                "fsync", "on",
                                "synchronous_commit", "on",
                                "full_page_writes", "on",
                                "max_connections", "100"));
        if (Boolean.getBoolean("statements")) {
            settings.put("shared_preload_libraries", "pg_stat_statements");
        }
        var builder = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(true);
        settings.forEach(builder::setServerConfig);
        return new Postgres(builder.start(), data);
    }

    int port() {
        return server.getPort();
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port(), database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    /// Creates an empty database and answers its address with the superuser's login.
    String create(String database) throws SQLException {
        execute("postgres", "create database " + database);
        return url(database);
    }

    /// Runs statements one by one, each in a transaction of its own.
    void execute(String database, String... statements) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Creates the database `tasks` with the roles of an installation and the logins `bench_owner`,
    /// `bench_manager` and `bench_docs`; answers its address.
    String createRegistry() throws SQLException {
        execute(
                "postgres",
                "create role tasks_app nologin",
                "create role tasks_reader nologin",
                "create role bench_owner login",
                "create role bench_manager login in role tasks_app",
                "create role bench_docs login in role tasks_reader",
                "create database tasks owner bench_owner");
        return registry();
    }

    /// The address of that database, without a login.
    String registry() {
        return "jdbc:postgresql://127.0.0.1:%d/tasks".formatted(port());
    }

    /// One number.
    long number(String database, String query) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// What the statements of the manager cost, most expensive first; for looking, not for figures.
    void printStatements() throws SQLException {
        try (var connection = connect(Manager.DATABASE);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select calls, round(total_exec_time) as ms, round(mean_exec_time::numeric, 2) as mean, rows,
                                       left(regexp_replace(query, '\\s+', ' ', 'g'), 140) as query
                                from pg_stat_statements where query not like 'vacuum%' order by total_exec_time desc limit 30
                                """)) {
            while (rows.next()) {
                System.err.printf(
                        "%8d calls %8d ms %8s ms each %8d rows  %s%n",
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getString(3),
                        rows.getLong(4),
                        rows.getString(5));
            }
        }
    }

    /// Processor time of all its processes.
    Duration cpu() throws IOException {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            return Cpu.ofTree(Long.parseLong(lines.findFirst().orElseThrow().strip()));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
