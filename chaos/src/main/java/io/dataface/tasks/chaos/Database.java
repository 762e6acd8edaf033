package io.dataface.tasks.chaos;

import io.dataface.tasks.cli.postgres.DatabaseSetup;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The registry as its owner reads it, past all services.
public final class Database {
    private final DatabaseSetup setup;

    Database(DatabaseSetup setup) {
        this.setup = setup;
    }

    /// A new connection, as the schema's owner.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                setup.url(), DatabaseSetup.OWNER, setup.password(DatabaseSetup.OWNER));
    }

    /// A query's rows, each by column name in the query's order.
    public List<Map<String, @Nullable Object>> rows(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// A query's only number.
    public long number(String sql, Object... parameters) {
        Object value = rows(sql, parameters).getFirst().values().iterator().next();
        if (!(value instanceof Number number)) {
            throw new IllegalStateException(sql + " answers " + value);
        }
        return number.longValue();
    }

    /// A statement that changes rows; how many.
    public int update(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static List<Map<String, @Nullable Object>> read(ResultSet rows) throws SQLException {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns; i++) {
                row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
            }
            all.add(row);
        }
        return all;
    }
}
