package io.dataface.tasks.manager.doorbell;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.web.PageToken;
import io.dataface.tasks.model.api.DeadLetterView;
import io.dataface.tasks.model.api.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Messages that nobody could read, until a person replays or deletes them. They stay here
/// whatever the broker forgets, and whichever transport is used now.
@Component
class DeadLetters {
    /// What is kept of a message's data; a doorbell has none.
    static final int LONGEST = 64 * 1024;

    private static final String SELECT =
            "select id, pool, message_id, attributes, bytes, problem, published_at, kept_at from"
                    + " dead_letter ";
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    DeadLetters(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
    }

    /// A message as it came from the broker.
    ///
    /// @param problem why it cannot be read; null if it can
    record Message(
            String pool,
            String id,
            Map<String, String> attributes,
            byte[] data,
            @Nullable String problem,
            Instant publishedAt) {
        /// What is left where its attributes cannot be stored.
        Message bare() {
            var said = "its attributes cannot be stored" + (problem == null ? "" : "; " + problem);
            return new Message(pool, id, Map.of(), data, said, publishedAt);
        }
    }

    /// What a replay needs.
    ///
    /// @param whole whether all of the data was kept
    record Content(String pool, Map<String, String> attributes, byte[] data, boolean whole) {}

    int count() {
        return jdbc.sql("select count(*) from dead_letter").query(Integer.class).single();
    }

    /// Keeps messages; one that is here already, as the broker may bring it twice, is left alone.
    @Transactional
    public void keep(List<Message> messages) {
        for (var message : messages) {
            var data = message.data();
            jdbc.sql(
                            """
                            insert into dead_letter (id, pool, message_id, attributes, data, bytes, problem, published_at)
                            values (:id, :pool, :message, :attributes::jsonb, :data, :bytes, :problem, :published)
                            on conflict (pool, message_id) do nothing
                            """)
                    .param("id", UUID.randomUUID())
                    .param("pool", message.pool())
                    .param("message", message.id())
                    .param("attributes", json.writeValueAsString(storable(message.attributes())))
                    .param("data", data.length <= LONGEST ? data : Arrays.copyOf(data, LONGEST))
                    .param("bytes", data.length)
                    .param("problem", message.problem())
                    .param(
                            "published",
                            OffsetDateTime.ofInstant(message.publishedAt(), ZoneOffset.UTC))
                    .update();
        }
        events.publishEvent(RegistryChanged.worker());
    }

    /// Postgres stores no NUL in a text.
    private static Map<String, String> storable(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                e -> e.getKey().replace('\0', '?'),
                                e -> e.getValue().replace('\0', '?'),
                                (one, other) -> one));
    }

    /// Oldest first.
    Page<DeadLetterView> page(PageToken token) {
        var rows =
                jdbc.sql(
                                SELECT
                                        + """
                                        where :at::timestamptz is null or (kept_at, id) > (:at::timestamptz, :id::uuid)
                                        order by kept_at, id limit :limit
                                        """)
                        .param("at", token.time(0))
                        .param("id", token.id(1))
                        .param("limit", token.limit() + 1)
                        .query(this::map)
                        .list();
        return token.page(
                rows,
                row -> List.of(row.keptAt().toString(), row.id().toString()),
                Function.identity());
    }

    /// An [ApiException] (404) where there is none.
    DeadLetterView byId(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::map)
                .optional()
                .orElseThrow(() -> absent(id));
    }

    Content content(UUID id) {
        return jdbc.sql("select pool, attributes, data, bytes from dead_letter where id = :id")
                .param("id", id)
                .query(
                        (row, n) -> {
                            byte[] data = row.getBytes("data");
                            return new Content(
                                    row.getString("pool"),
                                    attributes(row),
                                    data,
                                    data.length == row.getInt("bytes"));
                        })
                .optional()
                .orElseThrow(() -> absent(id));
    }

    /// Forgets it, for the record with who wanted that.
    @Transactional
    public void remove(UUID id, String action, String actor) {
        int rows =
                jdbc.sql(
                                """
                                with gone as (delete from dead_letter where id = :id returning pool, message_id)
                                insert into audit (actor, action, detail)
                                select :actor, :action, 'message ' || message_id || ' of pool ' || pool from gone
                                """)
                        .param("id", id)
                        .param("action", action)
                        .param("actor", actor)
                        .update();
        if (rows == 0) {
            throw absent(id);
        }
        events.publishEvent(RegistryChanged.worker());
    }

    private DeadLetterView map(ResultSet row, int ignored) throws SQLException {
        return new DeadLetterView(
                row.getObject("id", UUID.class),
                row.getString("pool"),
                row.getString("message_id"),
                attributes(row),
                row.getInt("bytes"),
                row.getString("problem"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getObject("kept_at", OffsetDateTime.class).toInstant());
    }

    private Map<String, String> attributes(ResultSet row) throws SQLException {
        return json.readValue(row.getString("attributes"), ATTRIBUTES);
    }

    private static ApiException absent(UUID id) {
        return ApiException.notFound(
                "dead_letter_not_found",
                "there is no dead letter %s (any more); GET /api/v1/queue/dead lists them"
                        .formatted(id));
    }
}
