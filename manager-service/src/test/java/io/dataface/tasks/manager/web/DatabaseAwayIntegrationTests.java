package io.dataface.tasks.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.testing.TestPostgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
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
            var keyed =
                    api.send(
                            api.request("/api/v1/kickoffs")
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", "k")
                                    .POST(BodyPublishers.ofString("{\"tasks\":[\"t\"]}")));
            assertThat(keyed.status()).isEqualTo(503);
            assertThat(keyed.header("Retry-After")).isNotEmpty();
            assertThat(keyed.json().at("/type").asString()).endsWith("database_unavailable");
            statement.execute("alter database " + name + " allow_connections true");
        }

        // The pool tries again at its own pace.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> api.post(poll, "{\"held\":[]}").status() == 404);
    }
}
