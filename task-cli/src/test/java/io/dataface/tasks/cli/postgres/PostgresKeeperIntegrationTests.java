package io.dataface.tasks.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PostgresKeeperIntegrationTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;
    private final int port = Ports.freeForDatabase();
    private DataFolder data;
    private DatabaseSetup database;
    private Process keeper;

    @BeforeEach
    void start() throws Exception {
        data = new DataFolder(folder);
        data.create();
        database = new DatabaseSetup(data, port);
        database.password(DatabaseSetup.SUPERUSER);
        keeper = startKeeper();
        database.apply();
        execute("create table kept (x int)", "insert into kept values (7)");
    }

    @AfterEach
    void stop() throws Exception {
        if (keeper != null && keeper.isAlive()) {
            keeper.getOutputStream().close();
            assertThat(keeper.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void dataSurvivesAKilledServer() throws Exception {
        server().destroyForcibly();

        assertThat(keeper.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(keeper.exitValue()).isNotZero();
        keeper = startKeeper();
        assertThat(kept()).isEqualTo(7);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theServerEndsWithAKilledKeeper() throws Exception {
        ProcessHandle server = server();

        keeper.destroyForcibly();

        server.onExit().get(20, TimeUnit.SECONDS);
        keeper = startKeeper();
        assertThat(kept()).isEqualTo(7);
    }

    @Test
    void theServerEndsWhenTheInputEnds() throws Exception {
        ProcessHandle server = server();

        keeper.getOutputStream().close();

        assertThat(keeper.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(keeper.exitValue()).isZero();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void aPidFileThatNamesAnotherProcessDoesNotStopTheStart() throws Exception {
        keeper.getOutputStream().close();
        keeper.waitFor(20, TimeUnit.SECONDS);
        long foreign = ProcessHandle.current().pid();
        Files.writeString(
                data.postgres().resolve("data/postmaster.pid"),
                foreign + "\n" + data.postgres().resolve("data") + "\n1\n" + port + "\n\n\n\n");

        keeper = startKeeper();

        assertThat(kept()).isEqualTo(7);
    }

    @Test
    void eachLoginMayDoWhatItIsFor() throws Exception {
        database.apply();

        assertThat(answer(DatabaseSetup.DOCS, "select pg_has_role('tasks_reader', 'member')"))
                .isEqualTo("t");
        assertThat(answer(DatabaseSetup.MANAGER, "select pg_has_role('tasks_app', 'member')"))
                .isEqualTo("t");
        assertThat(answer(DatabaseSetup.OWNER, "show max_connections")).isEqualTo("40");
    }

    private Process startKeeper() throws IOException {
        Process started =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        PostgresKeeper.class.getName(),
                                        data.libraries().toString(),
                                        data.postgres().toString(),
                                        Integer.toString(port),
                                        data.databasePassword(DatabaseSetup.SUPERUSER).toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(data.log("postgres").toFile()))
                        .start();
        await().atMost(LIMIT).until(() -> !started.isAlive() || database.answers());
        assertThat(started.isAlive()).isTrue();
        return started;
    }

    private ProcessHandle server() throws IOException {
        String pid = Files.readAllLines(data.postgres().resolve("data/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect(DatabaseSetup.OWNER);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private int kept() throws SQLException {
        return Integer.parseInt(answer(DatabaseSetup.OWNER, "select x from kept"));
    }

    private String answer(String login, String query) throws SQLException {
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private Connection connect(String login) throws SQLException {
        return DriverManager.getConnection(database.url(), login, database.password(login));
    }
}
