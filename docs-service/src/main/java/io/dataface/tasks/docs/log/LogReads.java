package io.dataface.tasks.docs.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads windows of logs; none is ever held or sent whole.
@Component
public class LogReads {

    /// Lines in a window.
    public static final int WINDOW = 2_000;

    private static final int MOST_BYTES = 1 << 20;
    private static final int BATCH = 16;
    private static final int INDEXES = 64;

    private static final String HEAD =
            """
            select log_length, log_final_length, log_truncated from published.dispatch
            where id = :id\
            """;
    private static final String NEWLINES =
            """
            select start_offset, length,
                   octet_length(text) - octet_length(replace(text, chr(10), '')) as newlines
            from (select start_offset, octet_length(bytes) as length, encode(bytes, 'escape') as text
                  from published.log_chunk where dispatch_id = :id and start_offset >= :end) chunk
            order by start_offset\
            """;
    private static final String CHUNKS =
            """
            select start_offset, stream, bytes from published.log_chunk
            where dispatch_id = :id and start_offset >= coalesce(
                (select max(start_offset) from published.log_chunk
                 where dispatch_id = :id and start_offset <= :from), 0)
            order by start_offset limit :most\
            """;

    private final JdbcClient db;
    private final Map<UUID, LineIndex> indexes =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, LineIndex> eldest) {
                    return size() > INDEXES;
                }
            };

    LogReads(JdbcClient db) {
        this.db = db;
    }

    record Head(long length, @Nullable Long finalLength, boolean truncated) {}

    record Chunk(long offset, String stream, byte[] bytes) {
        long end() {
            return offset + bytes.length;
        }
    }

    /// The last lines of a run's log, no more than one part holds up to the log's end; empty where
    /// there is no such run.
    public Optional<LogPart> findTail(UUID id) {
        return findHead(id)
                .map(
                        head -> {
                            var index = index(id);
                            int last = index.newlines() + 1;
                            int whole = index.lineAfter(head.length() - MOST_BYTES);
                            int from = Math.max(last - WINDOW + 1, Math.min(whole, last));
                            return window(id, head, Math.max(1, from));
                        });
    }

    /// Lines from a number on; empty where there is no such run.
    Optional<LogPart> findFrom(UUID id, int line) {
        return findHead(id).map(head -> window(id, head, Math.max(1, line)));
    }

    /// What was written since a part was read; the tail where that is too much for one part.
    ///
    /// @param offset, line, look where that part said to go on
    Optional<LogPart> findSince(UUID id, long offset, int line, String look) {
        return findHead(id)
                .map(
                        head -> {
                            if (head.length() - offset > MOST_BYTES) {
                                return reset(findTail(id).orElseThrow());
                            }
                            var reader =
                                    new LineReader(line, offset, Sgr.decode(look), line, WINDOW);
                            return read(id, head, offset, reader);
                        });
    }

    Optional<Head> findHead(UUID id) {
        return db.sql(HEAD)
                .param("id", id)
                .query(
                        (row, n) ->
                                new Head(
                                        row.getLong(1),
                                        row.getObject(2, Long.class),
                                        row.getBoolean(3)))
                .optional();
    }

    /// The chunks from the one that holds an offset on, at most a batch of them.
    List<Chunk> chunks(UUID id, long from) {
        return db.sql(CHUNKS)
                .param("id", id)
                .param("from", from)
                .param("most", BATCH)
                .query((row, n) -> new Chunk(row.getLong(1), row.getString(2), row.getBytes(3)))
                .list();
    }

    private LogPart window(UUID id, Head head, int from) {
        LineIndex.Place place = index(id).placeOf(from);
        var reader = new LineReader(place.line(), place.offset(), Sgr.PLAIN, from, WINDOW);
        return read(id, head, place.offset(), reader);
    }

    private LogPart read(UUID id, Head head, long from, LineReader reader) {
        long at = from;
        long bytes = 0;
        List<Chunk> batch = chunks(id, at);
        while (!batch.isEmpty() && !reader.full() && bytes < MOST_BYTES) {
            for (Chunk chunk : batch) {
                if (chunk.end() > at) {
                    reader.take(
                            chunk.offset(),
                            chunk.stream(),
                            chunk.bytes(),
                            (int) Math.max(0, at - chunk.offset()));
                    bytes += chunk.end() - Math.max(at, chunk.offset());
                    at = chunk.end();
                }
            }
            batch = batch.size() < BATCH ? List.of() : chunks(id, at);
        }
        List<LogLine> lines = reader.lines();
        return new LogPart(
                id,
                lines,
                reader.next(),
                reader.nextLine(),
                reader.look(),
                head.length(),
                head.finalLength(),
                head.truncated(),
                false);
    }

    private LineIndex index(UUID id) {
        LineIndex index;
        synchronized (indexes) {
            index = indexes.computeIfAbsent(id, unknown -> new LineIndex());
        }
        db.sql(NEWLINES)
                .param("id", id)
                .param("end", index.end())
                .query(
                        row -> {
                            index.add(row.getLong(1), row.getInt(2), row.getInt(3));
                        });
        return index;
    }

    private static LogPart reset(LogPart tail) {
        return new LogPart(
                tail.dispatchId(),
                tail.lines(),
                tail.next(),
                tail.nextLine(),
                tail.look(),
                tail.length(),
                tail.finalLength(),
                tail.truncated(),
                true);
    }
}
