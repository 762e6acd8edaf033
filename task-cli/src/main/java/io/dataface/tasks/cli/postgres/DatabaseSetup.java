package io.dataface.tasks.cli.postgres;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// Gives a cluster its database, roles and logins; running it again changes nothing but passwords
/// that were made anew.
public final class DatabaseSetup {
    static final String DATABASE = "tasks";
    /// Makes the others; no service has it.
    public static final String SUPERUSER = "postgres";
    /// Owns the schema.
    public static final String OWNER = "tasks_owner";
    /// The manager's login.
    public static final String MANAGER = "tasks_manager";
    /// The login of the docs and console.
    public static final String DOCS = "tasks_docs";

    private static final String LOGIN_TIMEOUT_SECONDS = "2";

    private final DataFolder data;
    private final int port;

    /// @param data holds the passwords
    /// @param port of the server on 127.0.0.1
    public DatabaseSetup(DataFolder data, int port) {
        this.data = data;
        this.port = port;
    }

    /// The address for services, without a login.
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
    }

    /// The password of a login, made where there is none yet.
    public String password(String login) {
        return Secrets.readOrCreate(data.databasePassword(login));
    }

    /// Whether the server lets us in now.
    public boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /// Creates what is missing.
    public void apply() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            role(statement, "tasks_app", "nologin");
            role(statement, "tasks_reader", "nologin");
            login(statement, OWNER);
            login(statement, MANAGER);
            login(statement, DOCS);
            statement.execute("grant tasks_app to " + MANAGER);
            statement.execute("grant tasks_reader to " + DOCS);
            if (!exists(
                    statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
            }
        }
    }

    private void login(Statement statement, String name) throws SQLException {
        role(statement, name, "login");
        // Passwords are URL-safe Base64 of our own making: nothing in them needs quoting.
        statement.execute("alter role " + name + " password '" + password(name) + "'");
    }

    private static void role(Statement statement, String name, String kind) throws SQLException {
        if (!exists(statement, "select 1 from pg_roles where rolname = '" + name + "'")) {
            statement.execute("create role " + name + " " + kind);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", password(SUPERUSER));
        login.setProperty("connectTimeout", LOGIN_TIMEOUT_SECONDS);
        login.setProperty("loginTimeout", LOGIN_TIMEOUT_SECONDS);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), login);
    }
}
