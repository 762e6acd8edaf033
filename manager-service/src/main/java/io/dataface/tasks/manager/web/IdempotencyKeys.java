package io.dataface.tasks.manager.web;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Remembers what keyed requests were answered, for at least 24 hours. A key belongs to its
/// caller
/// (IETF draft-ietf-httpapi-idempotency-key-header-07, which is no RFC).
@Component
class IdempotencyKeys {
    /// After this, a request without an answer counts as dead: its manager was killed.
    private static final Duration DEAD = Duration.ofMinutes(2);

    /// Answers between two looks for keys that are past their time.
    private static final int FORGET_EVERY = 50;

    private final JdbcClient jdbc;
    private final AtomicInteger answers = new AtomicInteger();

    IdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is known of a key.
    ///
    /// @param status null while the request is still at work
    record Known(
            String digest,
            @Nullable Integer status,
            @Nullable String location,
            byte @Nullable [] body) {}

    /// Takes the key; false: it is taken already. This does not wait for the disk: whatever the
    /// request itself commits comes after it in the log, so it cannot be kept without its key.
    boolean take(String caller, String key, String digest) {
        return jdbc.sql(
                                """
                                insert into idempotency_key as k (caller, key, digest)
                                select :caller, :key, :digest from (select set_config('synchronous_commit', 'off', true)) unhurried
                                on conflict (caller, key) do update
                                    set digest = excluded.digest, created_at = clock_timestamp(), status = null
                                    where k.created_at < clock_timestamp() - interval '24 hours'
                                       or (k.status is null and k.digest = excluded.digest
                                           and k.created_at < clock_timestamp() - :dead * interval '1 ms')
                                """)
                        .param("caller", caller)
                        .param("key", key)
                        .param("digest", digest)
                        .param("dead", DEAD.toMillis())
                        .update()
                == 1;
    }

    Optional<Known> find(String caller, String key) {
        return jdbc.sql(
                        """
                        select digest, status, location, body from idempotency_key
                        where caller = :caller and key = :key
                        """)
                .param("caller", caller)
                .param("key", key)
                .query(
                        (row, n) ->
                                new Known(
                                        row.getString("digest"),
                                        row.getObject("status", Integer.class),
                                        row.getString("location"),
                                        row.getBytes("body")))
                .optional();
    }

    void answered(String caller, String key, int status, @Nullable String location, byte[] body) {
        jdbc.sql(
                        """
                        update idempotency_key set status = :status, location = :location, body = :body
                        where caller = :caller and key = :key
                        """)
                .param("caller", caller)
                .param("key", key)
                .param("status", status)
                .param("location", location)
                .param("body", body)
                .update();
        if (answers.incrementAndGet() % FORGET_EVERY == 0) {
            forgetOld();
        }
    }

    private void forgetOld() {
        jdbc.sql(
                        """
                        delete from idempotency_key where (caller, key) in (
                            select caller, key from idempotency_key
                            where created_at < clock_timestamp() - interval '24 hours'
                            order by created_at limit :most for update skip locked)
                        """)
                .param("most", 10 * FORGET_EVERY)
                .update();
    }

    /// Lets go of the key of a request that failed on our side, so that it can be tried again.
    void release(String caller, String key) {
        jdbc.sql("delete from idempotency_key where caller = :caller and key = :key")
                .param("caller", caller)
                .param("key", key)
                .update();
    }
}
