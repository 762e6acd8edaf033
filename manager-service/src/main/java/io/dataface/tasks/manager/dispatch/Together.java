package io.dataface.tasks.manager.dispatch;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Component;

/// Sends several reads in one round trip: between two idle processes a round trip takes longer
/// than most reads.
@Component
class Together {
    private final NamedParameterJdbcOperations jdbc;

    Together(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /// A statement that answers rows, and what takes each of them.
    record Read(String sql, RowCallbackHandler row) {}

    /// Runs the reads in their order, in the caller's transaction. Each sees what was committed
    /// when its turn came, so what follows a lock sees what the lock waited for.
    void read(List<Read> reads, Map<String, ?> parameters) {
        var sql = reads.stream().map(Read::sql).collect(Collectors.joining(";\n"));
        jdbc.execute(
                sql,
                parameters,
                statement -> {
                    statement.execute();
                    for (var read : reads) {
                        each(statement, read.row());
                        statement.getMoreResults();
                    }
                    return null;
                });
    }

    private static void each(PreparedStatement statement, RowCallbackHandler row)
            throws SQLException {
        try (var rows = statement.getResultSet()) {
            while (rows.next()) {
                row.processRow(rows);
            }
        }
    }
}
