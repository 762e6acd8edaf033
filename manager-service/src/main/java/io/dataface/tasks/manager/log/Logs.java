package io.dataface.tasks.manager.log;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.web.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Log chunks in Postgres. The same range again is accepted once; other bytes, or a gap, are
/// refused with the expected offset.
@Service
class Logs {
    /// Bytes a dispatch may keep: the worker's own limit of 50 MB and room for its marker.
    static final long MOST = 52_500_000;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Logs(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /// Consecutive bytes of one stream.
    record Chunk(long offset, String stream, byte[] bytes) {
        long end() {
            return offset + bytes.length;
        }
    }

    /// How far a log is.
    ///
    /// @param over whether nothing will be appended any more
    record Extent(long length, boolean over) {}

    private record Target(String plan, @Nullable Long token, boolean open, long length) {}

    @Transactional
    void append(UUID dispatch, long token, long offset, String stream, byte[] bytes) {
        var log = locked(dispatch);
        if (log.token() == null || log.token() != token || !log.open()) {
            throw ApiException.conflict(
                    "lease_gone", "this token may not append to this log (any more)");
        }
        if (bytes.length == 0 || (offset < log.length() && same(dispatch, offset, bytes))) {
            return;
        }
        if (offset != log.length()) {
            throw ApiException.conflict(
                            "wrong_offset",
                            "the log goes on at " + log.length() + ", not at " + offset)
                    .with("expectedOffset", log.length());
        }
        if (log.length() + bytes.length > MOST) {
            throw new ApiException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "log_full",
                    "a log keeps at most " + MOST + " bytes");
        }
        jdbc.sql(
                        """
                        with grown as (update dispatch_log set length = length + :size where dispatch_id = :id)
                        insert into log_chunk (dispatch_id, start_offset, stream, bytes) values (:id, :offset, :stream, :bytes)
                        """)
                .param("id", dispatch)
                .param("offset", offset)
                .param("size", bytes.length)
                .param("stream", stream)
                .param("bytes", bytes)
                .update();
        events.publishEvent(RegistryChanged.log(log.plan(), dispatch));
    }

    private Target locked(UUID dispatch) {
        return jdbc.sql(
                        """
                        select t.plan_id, d.token, g.length,
                               d.ended_at is null or d.ended_at > clock_timestamp() - interval '5 minutes' as open
                        from dispatch_log g join dispatch d on d.id = g.dispatch_id join task t on t.key = d.task_key
                        where g.dispatch_id = :id for update of g
                        """)
                .param("id", dispatch)
                .query(
                        (row, n) ->
                                new Target(
                                        row.getString("plan_id"),
                                        row.getObject("token", Long.class),
                                        row.getBoolean("open"),
                                        row.getLong("length")))
                .optional()
                .orElseThrow(() -> absent(dispatch));
    }

    private boolean same(UUID dispatch, long offset, byte[] bytes) {
        long end = offset + bytes.length;
        var known = read(dispatch, offset, end);
        byte[] all = new byte[bytes.length];
        int filled = 0;
        for (Chunk chunk : known) {
            System.arraycopy(
                    chunk.bytes(), 0, all, (int) (chunk.offset() - offset), chunk.bytes().length);
            filled += chunk.bytes().length;
        }
        return filled == bytes.length && Arrays.equals(all, bytes);
    }

    /// The chunks from offset (inclusive) to end (exclusive), cut to that range.
    @Transactional(readOnly = true)
    public List<Chunk> read(UUID dispatch, long offset, long end) {
        return jdbc
                .sql(
                        """
                        select start_offset, stream, bytes from log_chunk
                        where dispatch_id = :id and start_offset < :end and start_offset >= coalesce(
                            (select max(start_offset) from log_chunk where dispatch_id = :id and start_offset <= :offset), 0)
                        order by start_offset
                        """)
                .param("id", dispatch)
                .param("offset", offset)
                .param("end", end)
                .query(
                        (row, n) ->
                                new Chunk(
                                        row.getLong("start_offset"),
                                        row.getString("stream"),
                                        row.getBytes("bytes")))
                .list()
                .stream()
                .map(c -> cut(c, offset, end))
                .filter(c -> c.bytes().length > 0)
                .toList();
    }

    private static Chunk cut(Chunk chunk, long offset, long end) {
        if (chunk.offset() >= offset && chunk.end() <= end) {
            return chunk;
        }
        int from = (int) Math.max(0, offset - chunk.offset());
        int to = (int) Math.min(chunk.bytes().length, end - chunk.offset());
        byte[] bytes = from >= to ? new byte[0] : Arrays.copyOfRange(chunk.bytes(), from, to);
        return new Chunk(chunk.offset() + from, chunk.stream(), bytes);
    }

    /// 404 where nobody knows the dispatch; a dispatch that never ran has an empty log.
    @Transactional(readOnly = true)
    public Extent extent(UUID dispatch) {
        return jdbc.sql(
                        """
                        select coalesce(g.length, 0) as length,
                               d.ended_at is not null and (g.length is null or g.length >= g.final_length
                                   or d.ended_at < clock_timestamp() - interval '5 minutes') as over
                        from dispatch d left join dispatch_log g on g.dispatch_id = d.id where d.id = :id
                        """)
                .param("id", dispatch)
                .query((row, n) -> new Extent(row.getLong("length"), row.getBoolean("over")))
                .optional()
                .orElseThrow(() -> absent(dispatch));
    }

    private static ApiException absent(UUID dispatch) {
        return ApiException.notFound("dispatch_not_found", "there is no dispatch " + dispatch);
    }
}
