package io.dataface.tasks.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.testing.TestPostgres;
import java.sql.DriverManager;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// What callers hear while the database is away.
@ManagerIntegrationTest
@TestPropertySource(properties = "spring.datasource.hikari.connection-timeout=500")
class DatabaseAwayIntegrationTests {
    @Autowired TestPostgres.Database database;
    @LocalServerPort int port;

    @Test
    void callersAreAskedToComeBackAndAreServedAfterwards() throws Exception {
        var api = new Api(port);
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        String server = database.url().replace("/" + name, "/postgres");
        String poll = "/api/v1/workers/" + UUID.randomUUID() + "/leases";
        try (var connection = DriverManager.getConnection(server, "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter database " + name + " allow_connections false");
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                            + name
                            + "' and pid <> pg_backend_pid()");
            var away = api.post(poll, "{\"held\":[]}");
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.header("Retry-After")).isNotEmpty();
            assertThat(away.json().at("/type").asString()).endsWith("database_unavailable");
            assertThat(api.get("/api/v1/workers").status()).isEqualTo(503);
            statement.execute("alter database " + name + " allow_connections true");
        }

        assertThat(api.post(poll, "{\"held\":[]}").status()).isEqualTo(404);
    }
}
