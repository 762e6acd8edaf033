package io.dataface.tasks.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ManagerIntegrationTest
class RightsIntegrationTests {
    @Autowired TestPostgres.Database database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update history set actor = 'x'",
                "delete from history",
                "truncate history",
                "update audit set actor = 'x'",
                "delete from audit",
                "select * from flyway_schema_history",
                "create table mine (a int)",
                "drop table history"
            })
    void theManagersLoginCannotRewriteWhatHappened(String sql) throws SQLException {
        assertRefused(TestPostgres.APP, sql);
    }

    @Test
    void theReadersLoginReadsThePublishedViewsAlone() throws SQLException {
        for (String view : relations("published")) {
            try (var reader = connect(TestPostgres.READER);
                    var statement = reader.createStatement()) {
                statement.execute("select * from published." + view + " limit 1");
            }
            assertRefused(TestPostgres.READER, "delete from published." + view);
        }
        for (String table : relations("public")) {
            assertRefused(TestPostgres.READER, "select * from public." + table + " limit 1");
        }
    }

    private void assertRefused(String login, String sql) throws SQLException {
        try (var connection = connect(login);
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .describedAs(sql)
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner|cannot delete).*");
        }
    }

    private List<String> relations(String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var connection = connect(TestPostgres.OWNER);
                var query =
                        connection.prepareStatement(
                                "select relname from pg_class where relkind in ('r', 'v', 'p')"
                                        + " and relnamespace = ?::regnamespace")) {
            query.setString(1, schema);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(10);
        return names;
    }

    private Connection connect(String login) throws SQLException {
        return DriverManager.getConnection(database.url(), login, TestPostgres.PASSWORD);
    }
}
