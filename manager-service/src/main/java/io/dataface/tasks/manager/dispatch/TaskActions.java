package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.DispatchState;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people may do to one task's dispatches; each use case is one transaction under the
/// task's lock.
@Service
class TaskActions {
    private final LockedTasks tasks;
    private final DispatchMoves dispatches;
    private final FollowUpRows followUps;
    private final Queue queue;
    private final Circuits circuits;
    private final History history;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    TaskActions(
            LockedTasks tasks,
            DispatchMoves dispatches,
            FollowUpRows followUps,
            Queue queue,
            Circuits circuits,
            History history,
            Audit audit,
            ApplicationEventPublisher events) {
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.followUps = followUps;
        this.queue = queue;
        this.circuits = circuits;
        this.history = history;
        this.audit = audit;
        this.events = events;
    }

    /// A dispatch that was queued, or why it was not.
    record Kickoff(@Nullable UUID dispatch, @Nullable String refused) {}

    /// Queues a START.
    @Transactional
    Kickoff kickOff(long key, @Nullable Integer priority, String actor) {
        var task = tasks.findLocked(key).orElseThrow();
        var latest = latest(task).orElse(null);
        var refused = whyNoStart(task, latest);
        if (refused != null) {
            return new Kickoff(null, refused);
        }
        var previous = latest == null ? null : latest.id;
        int rank = priority == null ? task.priority : priority;
        var wish =
                new Queue.Wish(
                        DispatchKind.START,
                        1,
                        rank,
                        previous,
                        actor,
                        Duration.ZERO,
                        null,
                        "kickoff");
        var id = queue.insert(task, wish);
        return new Kickoff(
                id.orElse(null), id.isPresent() ? null : "it is already queued or running");
    }

    /// Why a START would be refused now; null: it would not.
    private static @Nullable String whyNoStart(TaskRow task, @Nullable DispatchRow latest) {
        var closed = closed(task);
        if (closed != null) {
            return closed;
        }
        if (latest != null && !latest.state.terminal()) {
            return "it is already " + latest.state.name().toLowerCase();
        }
        if (task.inReview()) {
            return "its pushed branch waits for review: accept it, reject it or follow up";
        }
        return task.circuitOpen() ? "its circuit is open after repeated failures: retry it" : null;
    }

    @Transactional(readOnly = true)
    Optional<String> findWhyNoStart(long key) {
        var latest = dispatches.findLatest(key).orElse(null);
        return Optional.ofNullable(whyNoStart(tasks.findById(key).orElseThrow(), latest));
    }

    /// Cancels: at once what is queued, by request what runs. Answers the dispatch.
    @Transactional
    UUID cancel(long key, String actor) {
        var task = tasks.findLocked(key).orElseThrow();
        var dispatch = live(task).orElseThrow(() -> nothingLive(task));
        audit.task(actor, "cancel", task, dispatch.id, null);
        if (dispatch.state == DispatchState.QUEUED) {
            takeOut(task, dispatch, actor);
        } else {
            request(task, dispatch, "CANCEL", actor);
        }
        return dispatch.id;
    }

    /// Takes a queued dispatch out of the queue; 409 when it is not queued any more.
    @Transactional
    void takeOut(UUID id, String actor) {
        var task = tasks.findLockedOf(id).orElseThrow(() -> absent(id));
        var dispatch = dispatches.findById(id).orElseThrow(() -> absent(id));
        if (dispatch.state != DispatchState.QUEUED) {
            throw ApiException.conflict(
                            "not_queued",
                            "this dispatch is "
                                    + dispatch.state
                                    + ", not QUEUED: cancel the task to end its run")
                    .with("state", dispatch.state);
        }
        audit.task(actor, "take-out", task, id, null);
        takeOut(task, dispatch, actor);
    }

    private void takeOut(TaskRow task, DispatchRow dispatch, String actor) {
        dispatches.cancelQueued(dispatch.id, "cancelled", "taken out of the queue by " + actor);
        history.append(
                new History.Entry(
                        dispatch.id,
                        "cancelled",
                        DispatchState.QUEUED,
                        DispatchState.CANCELLED,
                        actor,
                        null,
                        "cancelled",
                        null));
        followUps.withdrawPending(task.key);
        queue.changed(task, dispatch.id);
    }

    /// Asks the worker to stop the agent; what the agent left stays in its workspace.
    @Transactional
    UUID interrupt(long key, String actor) {
        var task = tasks.findLocked(key).orElseThrow();
        var dispatch =
                live(task)
                        .filter(d -> d.state != DispatchState.QUEUED)
                        .orElseThrow(() -> nothingLive(task));
        audit.task(actor, "interrupt", task, dispatch.id, null);
        request(task, dispatch, "INTERRUPT", actor);
        return dispatch.id;
    }

    /// Asks every live run of the plan to stop, for the stop-everything button.
    @Transactional
    void stop(long key, String actor) {
        var task = tasks.findLocked(key).orElseThrow();
        live(task)
                .filter(d -> d.state != DispatchState.QUEUED)
                .ifPresent(d -> request(task, d, "STOP", actor));
    }

    private void request(TaskRow task, DispatchRow dispatch, String what, String actor) {
        if (dispatches.request(dispatch.id, what, UUID.randomUUID(), actor) == 1) {
            history.append(
                    History.Entry.event(
                            dispatch.id, what.toLowerCase() + "_requested", actor, null));
            queue.changed(task, dispatch.id);
        }
    }

    /// Tries once more now: makes a waiting retry due, or queues one; half-opens an open
    /// circuit.
    @Transactional
    UUID retry(long key, String actor) {
        var task = tasks.findLocked(key).orElseThrow();
        refuseClosed(task);
        var latest =
                dispatches
                        .findLatest(key)
                        .orElseThrow(
                                () ->
                                        ApiException.conflict(
                                                "never_ran",
                                                "this task was never run: kick it off"));
        circuits.halfOpen(task);
        if (latest.state == DispatchState.QUEUED) {
            dispatches.dueNow(latest.id);
            history.append(History.Entry.event(latest.id, "retried_now", actor, null));
            audit.task(actor, "retry", task, latest.id, null);
            queue.changed(task, latest.id);
            return latest.id;
        }
        if (!latest.state.terminal() || latest.state == DispatchState.SUCCEEDED) {
            throw ApiException.conflict(
                            "not_failed",
                            "the last run is "
                                    + latest.state
                                    + ": there is nothing to retry; kick it off to start anew, or"
                                    + " follow up")
                    .with("state", latest.state);
        }
        var wish =
                new Queue.Wish(
                        latest.kind,
                        latest.attempt + 1,
                        latest.priority,
                        latest.id,
                        actor,
                        Duration.ZERO,
                        "retried by " + actor,
                        "retry");
        return queue.insert(task, wish).orElseThrow();
    }

    /// Notes a follow-up; what runs carries on with it, or, where nothing is live, a CONTINUE
    /// is queued.
    @Transactional
    UUID followUp(long key, String text, boolean interrupt, String actor) {
        var task = tasks.findLocked(key).orElseThrow();
        refuseClosed(task);
        var id = UUID.randomUUID();
        followUps.insert(id, task.key, text, actor);
        circuits.halfOpen(task);
        var live = live(task);
        if (live.isEmpty()) {
            var latest = latest(task);
            var kind = task.agentStarted ? DispatchKind.CONTINUE : DispatchKind.START;
            queue.insert(
                    task,
                    new Queue.Wish(
                            kind,
                            latest.map(d -> d.attempt).orElse(1),
                            task.priority,
                            latest.map(d -> d.id).orElse(null),
                            actor,
                            Duration.ZERO,
                            "follow-up by " + actor,
                            null));
        } else if (interrupt && live.get().state != DispatchState.QUEUED) {
            request(task, live.get(), "INTERRUPT", actor);
        }
        audit.task(actor, "follow-up", task, live.map(d -> d.id).orElse(null), null);
        events.publishEvent(RegistryChanged.task(task.planId, task.id));
        return id;
    }

    /// Changes a queued dispatch's place; 409 when it is not queued any more.
    @Transactional
    void reprioritise(UUID id, int priority, String actor) {
        var task = tasks.findLockedOf(id).orElseThrow(() -> absent(id));
        if (dispatches.reprioritise(id, priority) == 0) {
            var state = dispatches.findById(id).orElseThrow(() -> absent(id)).state;
            throw ApiException.conflict("not_queued", "this dispatch is " + state + ", not QUEUED")
                    .with("state", state);
        }
        history.append(History.Entry.event(id, "priority", actor, "p" + priority));
        audit.task(actor, "priority", task, id, "p" + priority);
        queue.changed(task, id);
    }

    private Optional<DispatchRow> live(TaskRow task) {
        return latest(task).filter(d -> !d.state.terminal());
    }

    /// The task's last run; its row is locked, so that it says whether there is one.
    private Optional<DispatchRow> latest(TaskRow task) {
        return task.dispatches == 0 ? Optional.empty() : dispatches.findLatest(task.key);
    }

    private static @Nullable String closed(TaskRow task) {
        if (task.gone()) {
            return "the plan no longer has it";
        }
        if (task.completed()) {
            return "it is completed";
        }
        return task.cancelled() ? "the plan says it is cancelled" : null;
    }

    private static void refuseClosed(TaskRow task) {
        var closed = closed(task);
        if (closed != null) {
            throw ApiException.conflict("task_closed", task.id + ": " + closed);
        }
    }

    private ApiException nothingLive(TaskRow task) {
        var state = dispatches.findLatest(task.key).map(d -> d.state.name()).orElse("IDLE");
        return ApiException.conflict(
                        "nothing_live", task.id + " has no run to end; its state is " + state)
                .with("state", state);
    }

    private static ApiException absent(UUID id) {
        return ApiException.notFound("dispatch_not_found", "there is no dispatch " + id);
    }
}
