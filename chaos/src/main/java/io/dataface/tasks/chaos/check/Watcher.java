package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.Database;
import io.dataface.tasks.chaos.check.Facts.Notice;
import io.dataface.tasks.chaos.check.Facts.Seen;
import io.dataface.tasks.chaos.check.Facts.Span;
import io.dataface.tasks.chaos.check.Facts.Wait;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/// Notes while a scenario goes on what cannot be read afterwards: renewals, dispatches that
/// could be claimed and are not, faults, and what the change feed says.
public final class Watcher implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final JsonMapper JSON = new JsonMapper();

    /// Queued, due, not blocked, some worker that may take it has a free slot, and fewer stand
    /// before it than slots are free.
    private static final String CLAIMABLE =
            """
            select d.id from dispatch d join task t on t.key = d.task_key join task_fact f on f.task_key = t.key
            where d.state = 'QUEUED' and not exists (select from dispatch_blocker b where b.dispatch_id = d.id)
              and exists (
                select from worker w where w.ended_at is null and w.drain_at is null
                  and w.capacity > (select count(*) from lease l where l.worker_id = w.id)
                  and (d.prefer_worker is null or d.prefer_until < clock_timestamp() or d.prefer_worker = w.name)
                  and not exists (select from placement_backoff b where b.worker_name = w.name
                                  and b.repository = f.wanted_repository and b.agent = f.wanted_agent
                                  and b.until > clock_timestamp()))
            order by d.priority, d.queued_at, d.id
            limit (select coalesce(sum(greatest(w.capacity - (select count(*) from lease l where l.worker_id = w.id), 0)), 0)
                   from worker w where w.ended_at is null and w.drain_at is null)
            """;

    private final Database database;
    private final InstantSource clock;
    private final Map<Long, Instant> renewals = new HashMap<>();
    private final Map<UUID, Instant> claimable = new HashMap<>();
    private final List<Wait> waits = new ArrayList<>();
    private final List<Span> faults = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<Thread> threads;
    private volatile boolean closed;

    /// Begins to watch.
    public Watcher(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.threads =
                List.of(
                        Thread.ofPlatform().daemon().name("watch-rows").start(this::watchRows),
                        Thread.ofPlatform().daemon().name("watch-feed").start(this::watchFeed));
    }

    /// Notes a fault that is over.
    public synchronized void fault(String what, Instant from, Instant to, boolean freezesWorkers) {
        faults.add(new Span(what, from, to, freezesWorkers));
    }

    /// All that was noted.
    public synchronized Seen seen() {
        var all = new ArrayList<>(waits);
        claimable.forEach((id, since) -> all.add(new Wait(id, since, clock.instant())));
        return new Seen(Map.copyOf(renewals), all, List.copyOf(faults), List.copyOf(notices));
    }

    private void watchRows() {
        while (!closed) {
            try (Connection connection = database.connect()) {
                while (!closed) {
                    look(connection);
                    Thread.sleep(LOOK);
                }
            } catch (SQLException away) {
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select token, renewed_at from lease")) {
                while (rows.next()) {
                    note(rows.getLong(1), rows.getTimestamp(2).toInstant());
                }
            }
            var now = new HashSet<UUID>();
            try (ResultSet rows = statement.executeQuery(CLAIMABLE)) {
                while (rows.next()) {
                    now.add(rows.getObject(1, UUID.class));
                }
            }
            note(now);
        }
    }

    private synchronized void note(long token, Instant renewed) {
        renewals.merge(token, renewed, (a, b) -> a.isAfter(b) ? a : b);
    }

    private synchronized void note(HashSet<UUID> now) {
        var at = clock.instant();
        now.forEach(id -> claimable.putIfAbsent(id, at));
        claimable
                .entrySet()
                .removeIf(
                        entry -> {
                            boolean over = !now.contains(entry.getKey());
                            if (over) {
                                waits.add(new Wait(entry.getKey(), entry.getValue(), at));
                            }
                            return over;
                        });
    }

    private void watchFeed() {
        while (!closed) {
            try (Connection connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("listen tasks_changed");
                hearAll();
                var feed = connection.unwrap(PGConnection.class);
                while (!closed) {
                    for (var notice : feed.getNotifications(500)) {
                        hear(notice.getParameter());
                    }
                }
            } catch (SQLException away) {
                pause();
            }
        }
    }

    // Whoever connects anew has missed something, and reads everything.
    private synchronized void hearAll() {
        notices.add(new Notice(clock.instant(), List.of(), true));
    }

    private synchronized void hear(String payload) {
        var json = JSON.readTree(payload);
        notices.add(
                new Notice(
                        clock.instant(),
                        json.path("dispatches")
                                .valueStream()
                                .map(id -> UUID.fromString(id.asString()))
                                .toList(),
                        json.path("resync").asBoolean()));
    }

    private void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
