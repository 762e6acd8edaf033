package io.dataface.tasks.manager.doorbell;

import io.dataface.tasks.model.doorbell.Doorbell;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows that say which dispatches are still to ring: at most one each, however often it was
/// asked for.
@Component
@WithPubSub
class Outbox {
    /// How long a row belongs to who took it: longer than publishing may take.
    private static final Duration TAKEN = Duration.ofSeconds(20);

    private static final String KEEP =
            """
            on conflict (dispatch_id) do update set ring = excluded.ring, traceparent = excluded.traceparent,
                send_at = excluded.send_at, taken_until = null
            """;

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A row as it was taken.
    ///
    /// @param ring which asking it was; a later one is another
    /// @param queued whether the dispatch still waits for a worker
    record Taken(long ring, boolean queued, String pool, Doorbell bell) {}

    /// @param depth rows that wait
    /// @param lagSeconds age of the oldest that is due
    record Backlog(long depth, double lagSeconds) {}

    /// Asks for those dispatches of these tasks, and of tasks that wait for them, that nothing
    /// but time keeps from being had; one that backs off rings when that is over. Part of the
    /// caller's transaction.
    ///
    /// @return how many
    int ring(String plan, Set<String> tasks, @Nullable String traceparent) {
        return jdbc.sql(
                        """
                        with named as (select key from task where plan_id = :plan and id = any (:tasks)),
                        concerned as (
                            select key from named
                            union
                            select td.task_key from task_dependency td join named n on n.key = td.depends_key)
                        insert into doorbell_outbox (dispatch_id, send_at, traceparent)
                        select d.id, d.due_at, :trace
                        from concerned c
                        join dispatch d on d.task_key = c.key and d.state = 'QUEUED'
                        where not exists (select from dispatch_blocker b where b.dispatch_id = d.id and b.code <> 'not_before')
                        order by d.id
                        """
                                + KEEP)
                .param("plan", plan)
                .param("tasks", tasks.toArray(String[]::new))
                .param("trace", traceparent)
                .update();
    }

    /// Asks for every dispatch of a plan that can be had. Part of the caller's transaction.
    ///
    /// @return how many
    int ringPlan(String plan, @Nullable String traceparent) {
        return jdbc.sql(
                        """
                        insert into doorbell_outbox (dispatch_id, send_at, traceparent)
                        select d.id, d.due_at, :trace
                        from dispatch d join task t on t.key = d.task_key
                        where d.state = 'QUEUED' and t.plan_id = :plan
                          and not exists (select from dispatch_blocker b where b.dispatch_id = d.id)
                        order by d.id
                        """
                                + KEEP)
                .param("plan", plan)
                .param("trace", traceparent)
                .update();
    }

    /// Asks for every dispatch that can be had, unless some manager did so within the time.
    ///
    /// @return whether it was this one's turn
    boolean sweep(Duration every) {
        return jdbc.sql(
                                """
                                with turn as (
                                    update doorbell_duty set swept_at = clock_timestamp()
                                    where swept_at <= clock_timestamp() - :every * interval '1 ms'
                                    returning true as mine),
                                asked as (
                                    insert into doorbell_outbox (dispatch_id, send_at)
                                    select d.id, d.due_at
                                    from turn cross join dispatch d
                                    where d.state = 'QUEUED'
                                      and not exists (select from dispatch_blocker b where b.dispatch_id = d.id)
                                    order by d.id
                                """
                                        + KEEP
                                        + """
                                        )
                                        select mine from turn
                                        """)
                        .param("every", every.toMillis())
                        .query((row, n) -> row.getBoolean(1))
                        .list()
                        .size()
                == 1;
    }

    /// Takes rows that are due, first asked first; they are this caller's for some seconds.
    List<Taken> take(int most) {
        return jdbc.sql(
                        """
                        with due as (
                            select dispatch_id from doorbell_outbox
                            where send_at <= clock_timestamp() and (taken_until is null or taken_until < clock_timestamp())
                            order by ring limit :most for update skip locked),
                        taken as (
                            update doorbell_outbox o set taken_until = clock_timestamp() + :hold * interval '1 ms'
                            from due where o.dispatch_id = due.dispatch_id
                            returning o.dispatch_id, o.ring, o.traceparent)
                        select k.*, d.state = 'QUEUED' as queued, d.attempt, t.plan_id, coalesce(r.pool, 'default') as pool
                        from taken k
                        join dispatch d on d.id = k.dispatch_id
                        join task t on t.key = d.task_key
                        join plan p on p.id = t.plan_id
                        left join repository r on r.name = coalesce(t.repo, p.default_repository)
                        order by k.ring
                        """)
                .param("most", most)
                .param("hold", TAKEN.toMillis())
                .query(
                        (row, n) ->
                                new Taken(
                                        row.getLong("ring"),
                                        row.getBoolean("queued"),
                                        row.getString("pool"),
                                        new Doorbell(
                                                row.getObject("dispatch_id", UUID.class),
                                                row.getInt("attempt"),
                                                row.getString("plan_id"),
                                                row.getString("traceparent"))))
                .list();
    }

    /// Forgets rows that were published, but for those asked for again meanwhile.
    void forget(List<Taken> published) {
        settle(published, "delete from doorbell_outbox o using mine where o.ring = mine.ring");
    }

    /// Gives rows back that could not be published.
    void giveBack(List<Taken> unpublished) {
        settle(
                unpublished,
                "update doorbell_outbox o set taken_until = null from mine where o.ring ="
                        + " mine.ring");
    }

    /// In the order of ids, as who asks locks them too.
    private void settle(List<Taken> rows, String statement) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        with mine as (
                            select o.ring, o.dispatch_id from doorbell_outbox o
                            where o.dispatch_id = any (:ids) and o.ring = any (:rings)
                            order by o.dispatch_id for update)
                        """
                                + statement
                                + " and o.dispatch_id = mine.dispatch_id")
                .param("ids", rows.stream().map(r -> r.bell().dispatch()).toArray(UUID[]::new))
                .param("rings", rows.stream().map(Taken::ring).toArray(Long[]::new))
                .update();
    }

    /// How much waits, and since when the first of it should have rung.
    Backlog backlog() {
        return jdbc.sql(
                        """
                        select count(*), coalesce(extract(epoch from clock_timestamp()
                               - min(send_at) filter (where send_at <= clock_timestamp())), 0) from doorbell_outbox
                        """)
                .query((row, n) -> new Backlog(row.getLong(1), row.getDouble(2)))
                .single();
    }

    /// The pools that need a topic: those of repositories and of workers, and the default.
    List<String> pools() {
        return jdbc.sql(
                        """
                        select pool from repository where active
                        union select pool from worker where ended_at is null
                        union select 'default'
                        order by 1
                        """)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
