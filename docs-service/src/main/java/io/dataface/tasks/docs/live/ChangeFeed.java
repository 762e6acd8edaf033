package io.dataface.tasks.docs.live;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Listens to the registry on one connection of its own and comes back by itself, at the latest
/// 10 s after the database does.
@Component
class ChangeFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final JdbcConnectionDetails database;
    private final ChangeHub hub;
    private final JsonMapper json;
    private @Nullable Thread thread;
    private volatile boolean running;

    ChangeFeed(JdbcConnectionDetails database, ChangeHub hub, JsonMapper json) {
        this.database = database;
        this.hub = hub;
        this.json = json;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("change-feed").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (running) {
            try (Connection connection = open()) {
                hub.feed(true);
                pause = FIRST_PAUSE;
                while (running) {
                    step(connection, WAIT);
                }
            } catch (SQLException e) {
                hub.feed(false);
                pause = running ? backOff(pause, e) : pause;
            }
        }
    }

    /// Opens a connection that listens.
    Connection open() throws SQLException {
        var properties = new Properties();
        set(properties, PGProperty.USER, database.getUsername());
        set(properties, PGProperty.PASSWORD, database.getPassword());
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.APPLICATION_NAME.set(properties, "docs-service feed");
        Connection connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
        try (Statement listen = connection.createStatement()) {
            listen.execute("listen tasks_changed");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// Passes on what comes in that time.
    ///
    /// @throws SQLException where the connection is gone
    void step(Connection connection, Duration wait) throws SQLException {
        PGNotification[] heard =
                connection.unwrap(PGConnection.class).getNotifications((int) wait.toMillis());
        if (heard == null || heard.length == 0) {
            if (!connection.isValid(5)) {
                throw new SQLException("the feed's connection does not answer");
            }
            return;
        }
        for (PGNotification notification : heard) {
            hub.publish(read(notification.getParameter()));
        }
    }

    private Change read(String payload) {
        try {
            return Change.read(json, payload);
        } catch (JacksonException e) {
            log.warn("Change not understood, pages refresh everything", e);
            return Change.RESYNC;
        }
    }

    private Duration backOff(Duration pause, SQLException cause) {
        log.warn("Change feed lost, tries again: {}", cause.getMessage());
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            running = false;
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private static void set(Properties properties, PGProperty property, @Nullable String value) {
        if (value != null) {
            property.set(properties, value);
        }
    }
}
