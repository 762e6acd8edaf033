package io.dataface.tasks.manager.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// One Postgres for all tests of a JVM: a container where Docker runs, the embedded server
/// elsewhere. It ends with the JVM.
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /// A database of its own, empty, with the three logins of an installation.
    ///
    /// @param url JDBC address without login
    public record Database(String url) {}

    public static final String OWNER = "test_owner";
    public static final String APP = "test_app";
    public static final String READER = "test_reader";
    public static final String PASSWORD = "test";

    private TestPostgres() {}

    /// Creates an empty database; the logins are the owner's, a member of tasks_app and a member of
    /// tasks_reader.
    public static Database create() {
        String name = "manager_" + DATABASES.incrementAndGet();
        Server.ONE.execute("create database " + name + " owner " + OWNER);
        return new Database(Server.ONE.url(name));
    }

    private interface Server {
        Server ONE = start();

        String url(String database);

        String user();

        String password();

        private static Server start() {
            Server server =
                    DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
            server.execute(
                    """
                    create role tasks_app nologin;
                    create role tasks_reader nologin;
                    create role %1$s login password '%4$s';
                    create role %2$s login password '%4$s' in role tasks_app;
                    create role %3$s login password '%4$s' in role tasks_reader;
                    """
                            .formatted(OWNER, APP, READER, PASSWORD));
            return server;
        }

        default void execute(String sql) {
            try (var connection = DriverManager.getConnection(url("postgres"), user(), password());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Server embedded() {
            try {
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.builder()
                                .setServerConfig("max_connections", "200")
                                .setServerConfig("fsync", "off")
                                .start();
                return new Started("jdbc:postgresql://localhost:" + postgres.getPort() + "/");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @SuppressWarnings("resource") // Ends with the JVM.
        private static Server container() {
            var postgres =
                    new PostgreSQLContainer("postgres:18")
                            .withUsername("postgres")
                            .withPassword("postgres")
                            .withCommand(
                                    "postgres", "-c", "max_connections=200", "-c", "fsync=off");
            postgres.start();
            return new Started(
                    "jdbc:postgresql://"
                            + postgres.getHost()
                            + ":"
                            + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
                            + "/");
        }
    }

    private record Started(String base) implements Server {
        @Override
        public String url(String database) {
            return base + database;
        }

        @Override
        public String user() {
            return "postgres";
        }

        @Override
        public String password() {
            return "postgres";
        }
    }
}
