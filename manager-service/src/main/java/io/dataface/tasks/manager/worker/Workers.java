package io.dataface.tasks.manager.worker;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.model.worker.Registration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The register of workers.
@Service
public class Workers {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Workers(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /// Registers an incarnation, or again one that was silent for long; false: its name is alive
    /// under another id, seen within the given time.
    @Transactional
    public boolean register(Registration worker, Duration aliveFor) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", "worker " + worker.name())
                .query((row, n) -> n)
                .list();
        var killed = worker.killed().toArray(UUID[]::new);
        events.publishEvent(new WorkersKilled(worker.killed()));
        jdbc.sql(
                        """
                        update worker set ended_at = clock_timestamp()
                        where ended_at is null and (id = any (:killed)
                            or (name = :name and id <> :id and seen_at < clock_timestamp() - :alive * interval '1 ms'))
                        """)
                .param("killed", killed)
                .param("name", worker.name())
                .param("id", worker.id())
                .param("alive", aliveFor.toMillis())
                .update();
        boolean added = insert(worker);
        if (added) {
            events.publishEvent(RegistryChanged.worker());
        }
        return added;
    }

    private boolean insert(Registration worker) {
        return jdbc.sql(
                                """
                                insert into worker (id, name, host, pool, capacity, agents, labels, version)
                                select :id, :name, :host, :pool, :capacity, :agents, :labels, :version
                                where not exists (select from worker where name = :name and ended_at is null and id <> :id)
                                on conflict (id) do update set seen_at = clock_timestamp(), ended_at = null, capacity = excluded.capacity,
                                    agents = excluded.agents, labels = excluded.labels, version = excluded.version
                                """)
                        .param("id", worker.id())
                        .param("name", worker.name())
                        .param("host", worker.host())
                        .param("pool", worker.pool())
                        .param("capacity", worker.capacity())
                        .param("agents", worker.agents().toArray(String[]::new))
                        .param("labels", worker.labels().toArray(String[]::new))
                        .param("version", worker.version())
                        .update()
                == 1;
    }

    /// Notes that the worker was heard; empty: it is not registered, or another of its name
    /// took over.
    @Transactional
    public Optional<LiveWorker> findHeard(UUID id) {
        return jdbc.sql(
                        """
                        update worker set seen_at = clock_timestamp() where id = :id and ended_at is null
                        returning id, name, host, pool, capacity, agents, drain_at is not null as drain
                        """)
                .param("id", id)
                .query(Workers::map)
                .optional();
    }

    /// The worker, registered still or once: what it ran may end late. Empty: nobody knows it.
    @Transactional
    public Optional<LiveWorker> findReporting(UUID id) {
        return jdbc.sql(
                        """
                        update worker set seen_at = clock_timestamp() where id = :id
                        returning id, name, host, pool, capacity, agents, drain_at is not null as drain
                        """)
                .param("id", id)
                .query(Workers::map)
                .optional();
    }

    /// Asks a worker to take no new work; by id or by name. Empty: no such worker is registered
    /// now.
    @Transactional
    public Optional<UUID> findDrained(String ref, String actor) {
        var drained =
                jdbc.sql(
                                """
                                update worker set drain_at = coalesce(drain_at, clock_timestamp()), drain_by = coalesce(drain_by, :actor)
                                where ended_at is null and (id::text = :ref or name = :ref) returning id
                                """)
                        .param("ref", ref)
                        .param("actor", actor)
                        .query(UUID.class)
                        .optional();
        drained.ifPresent(
                id -> {
                    jdbc.sql(
                                    "insert into audit (actor, action, detail) values (:actor,"
                                            + " 'drain', :ref)")
                            .param("actor", actor)
                            .param("ref", ref)
                            .update();
                    events.publishEvent(new WorkerDraining(id));
                    events.publishEvent(RegistryChanged.worker());
                });
        return drained;
    }

    /// Ends the registrations of workers that hold nothing and were not heard for the given
    /// time.
    @Transactional
    public int endSilent(Duration silence) {
        return jdbc.sql(
                        """
                        update worker w set ended_at = clock_timestamp()
                        where ended_at is null and seen_at < clock_timestamp() - :silence * interval '1 ms'
                          and not exists (select from lease l where l.worker_id = w.id)
                        """)
                .param("silence", silence.toMillis())
                .update();
    }

    private static LiveWorker map(ResultSet row, int n) throws SQLException {
        return new LiveWorker(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("host"),
                row.getString("pool"),
                row.getInt("capacity"),
                List.of((String[]) row.getArray("agents").getArray()),
                row.getBoolean("drain"));
    }
}
