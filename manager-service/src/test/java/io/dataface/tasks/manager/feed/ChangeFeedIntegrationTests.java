package io.dataface.tasks.manager.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.manager.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ChangeFeedIntegrationTests {
    private final TestPostgres.Database database = TestPostgres.create();
    private final AwayAtWill source = new AwayAtWill(database.url());
    private final ChangeFeed feed = new ChangeFeed(JdbcClient.create(source));
    private Connection listener;

    @BeforeEach
    void listen() throws SQLException {
        listener =
                DriverManager.getConnection(
                        database.url(), TestPostgres.OWNER, TestPostgres.PASSWORD);
        try (var statement = listener.createStatement()) {
            statement.execute("listen tasks_changed");
        }
    }

    @AfterEach
    void close() throws SQLException {
        listener.close();
    }

    @Test
    void aManagerThatStartsTellsListenersToReadEverything() throws Exception {
        feed.sendOnce(Duration.ZERO);

        assertThat(heard(1)).containsExactly("{\"resync\":true}");
    }

    @Test
    void aNoticeThatCouldNotBeSentIsMadeUp() throws Exception {
        feed.sendOnce(Duration.ZERO);
        heard(1);
        feed.on(RegistryChanged.task("p", "lost"));
        source.away = true;
        assertThatThrownBy(() -> feed.sendOnce(Duration.ZERO)).isInstanceOf(Exception.class);
        source.away = false;
        feed.sendOnce(Duration.ZERO);
        feed.on(RegistryChanged.task("p", "next"));
        feed.sendOnce(Duration.ZERO);

        assertThat(heard(2))
                .hasSize(2)
                .satisfies(
                        n -> assertThat(n.getFirst()).isEqualTo("{\"resync\":true}"),
                        n -> assertThat(n.getLast()).contains("next"));
    }

    /// What came: so many, waited for at most 10 s, and any beyond that came with them.
    private List<String> heard(int expected) throws SQLException {
        List<String> all = new ArrayList<>();
        PGNotification[] some;
        do {
            some = listener.unwrap(PGConnection.class).getNotifications(10_000);
            Arrays.stream(some).map(PGNotification::getParameter).forEach(all::add);
        } while (some.length > 0 && all.size() < expected);
        return all;
    }

    private static final class AwayAtWill extends DriverManagerDataSource {
        private boolean away;

        private AwayAtWill(String url) {
            super(url, TestPostgres.OWNER, TestPostgres.PASSWORD);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("away");
            }
            return super.getConnection();
        }
    }
}
