package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.worker.WorkersKilled;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Ends leases nobody renewed. Time is the database's, and it stands still for leases while no
/// manager runs.
@Component
class Expiry {
    private static final String MANAGER = "manager";

    private final JdbcClient jdbc;
    private final LockedTasks tasks;
    private final DispatchMoves dispatches;
    private final Ends ends;
    private final History history;
    private final Queue queue;
    private final DispatchProperties.Lease lease;
    private final DispatchMeters meters;

    Expiry(
            JdbcClient jdbc,
            LockedTasks tasks,
            DispatchMoves dispatches,
            Ends ends,
            History history,
            Queue queue,
            DispatchProperties properties,
            DispatchMeters meters) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.ends = ends;
        this.history = history;
        this.queue = queue;
        this.lease = properties.lease();
        this.meters = meters;
    }

    /// Stamps the lease clock; a stamp older than some passes means that no manager ran: every
    /// lease gets the gap added, but for what it was renewed within it: a manager that starts
    /// answers renewals before its first pass.
    @Transactional
    public void tick() {
        jdbc.sql(
                        """
                        with before as (select at from lease_clock for update),
                        stamped as (update lease_clock set at = clock_timestamp() from before returning before.at as old),
                        held as (
                            select l.dispatch_id, s.old from lease l, stamped s
                            where s.old < clock_timestamp() - :standstill * interval '1 ms' order by l.dispatch_id for update of l)
                        update lease l set lease_until = l.lease_until + (clock_timestamp() - greatest(h.old, l.renewed_at))
                        from held h where h.dispatch_id = l.dispatch_id
                        """)
                .param("standstill", lease.standstill().toMillis())
                .update();
    }

    /// Dispatches whose lease is past its end and the grace.
    @Transactional(readOnly = true)
    public List<UUID> overdue() {
        return jdbc.sql(
                        """
                        select dispatch_id from lease where lease_until + :grace * interval '1 ms' < clock_timestamp()
                        order by dispatch_id
                        """)
                .param("grace", lease.grace().toMillis())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Ends one dispatch if its lease is still overdue.
    @Transactional
    public void expire(UUID id) {
        var task = tasks.findLockedOf(id).orElseThrow();
        var deleted =
                jdbc.sql(
                                """
                                delete from lease
                                where dispatch_id = :id and lease_until + :grace * interval '1 ms' < clock_timestamp()
                                returning phase
                                """)
                        .param("id", id)
                        .param("grace", lease.grace().toMillis())
                        .query((row, n) -> Optional.ofNullable(row.getString("phase")))
                        .list();
        if (!deleted.isEmpty()) {
            meters.expired();
            endGone(
                    task,
                    dispatches.findById(id).orElseThrow(),
                    "its worker was not heard of for " + lease.duration().plus(lease.grace()),
                    deleted.getFirst().map(Phase::valueOf).orElse(null));
        }
    }

    private void endGone(TaskRow task, DispatchRow dispatch, String detail, @Nullable Phase phase) {
        ends.end(
                task,
                dispatch,
                dispatch.ending()
                        ? Ending.of(DispatchState.CANCELLED, "cancelled", detail, phase)
                        : Ending.of(DispatchState.WORKER_GONE, null, detail, phase));
    }

    /// Ends at once what a worker's own journal names as killed.
    @EventListener
    @Transactional
    public void on(WorkersKilled killed) {
        if (killed.workers().isEmpty()) {
            return;
        }
        var held =
                jdbc.sql(
                                """
                                select d.id from lease l join dispatch d on d.id = l.dispatch_id where l.worker_id = any (:workers)
                                order by d.task_key
                                """)
                        .param("workers", killed.workers().toArray(UUID[]::new))
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list();
        for (UUID id : held) {
            var task = tasks.findLockedOf(id).orElseThrow();
            var dispatch = dispatches.findById(id).orElseThrow();
            // It may have been handed back and leased elsewhere before the lock was there.
            if (killed.workers().contains(dispatch.workerId)) {
                endGone(task, dispatch, "its worker was killed and started again", null);
            }
        }
    }

    /// Cancels what is queued for a task that has been gone, cancelled or completed for 10
    /// minutes.
    @Transactional
    public int cancelClosed() {
        var closed =
                jdbc.sql(
                                """
                                select d.id from dispatch d join task t on t.key = d.task_key join task_fact f on f.task_key = t.key
                                where d.state = 'QUEUED' and (t.gone_at is not null or f.status <> 'not_started')
                                  and greatest(t.closed_at, d.queued_at) < clock_timestamp() - interval '10 minutes'
                                order by t.key
                                """)
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list();
        for (UUID id : closed) {
            var task = tasks.findLockedOf(id).orElseThrow();
            var why =
                    task.gone()
                            ? "task_gone"
                            : task.completed() ? "task_completed" : "task_cancelled";
            if (!task.open() && dispatches.cancelQueued(id, why, "closed for 10 minutes") == 1) {
                history.append(
                        new History.Entry(
                                id,
                                "cancelled",
                                DispatchState.QUEUED,
                                DispatchState.CANCELLED,
                                MANAGER,
                                null,
                                why,
                                null));
                queue.changed(task, id);
            }
        }
        return closed.size();
    }
}
