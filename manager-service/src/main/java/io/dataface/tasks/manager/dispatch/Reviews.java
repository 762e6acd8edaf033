package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.web.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Accept, reject, mark completed: facts with who and when. Accept and reject name the head
/// that was looked at.
@Service
class Reviews {
    private final LockedTasks tasks;
    private final DispatchMoves dispatches;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Reviews(
            LockedTasks tasks,
            DispatchMoves dispatches,
            Audit audit,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.audit = audit;
        this.jdbc = jdbc;
        this.events = events;
    }

    /// The finished branch is good: the task is completed.
    @Transactional
    void accept(long key, @Nullable String head, @Nullable String reason, String actor) {
        var task = reviewed(key, head);
        complete(task, actor, "accepted");
        record(task, "accept", actor, head + (reason == null ? "" : ": " + reason));
    }

    /// The finished branch is no good: a later START begins at base and replaces exactly this
    /// head.
    @Transactional
    void reject(long key, @Nullable String head, @Nullable String reason, String actor) {
        var task = reviewed(key, head);
        jdbc.sql(
                        """
                        update task set review_since = null, rejected_sha = head_sha, rejected_at = clock_timestamp(),
                            rejected_by = :actor, reject_reason = :reason
                        where key = :task
                        """)
                .param("task", task.key)
                .param("actor", actor)
                .param("reason", reason)
                .update();
        record(task, "reject", actor, head + (reason == null ? "" : ": " + reason));
    }

    /// The work was done some other way.
    @Transactional
    void markCompleted(long key, @Nullable String reason, String actor) {
        var task = tasks.findLocked(key).orElseThrow();
        refuseLive(task);
        refuseClosed(task);
        complete(task, actor, "marked");
        record(task, "complete", actor, reason);
    }

    private TaskRow reviewed(long key, @Nullable String head) {
        var task = tasks.findLocked(key).orElseThrow();
        if (head == null) {
            throw ApiException.unprocessable(
                    "head_missing", "name the head that you looked at: {\"headSha\": \"…\"}");
        }
        refuseLive(task);
        refuseClosed(task);
        if (!task.inReview()) {
            throw ApiException.conflict(
                    "not_in_review", task.id + " has no branch that waits for review");
        }
        if (!head.equals(task.headSha)) {
            throw ApiException.conflict(
                            "head_moved", "the branch is at " + task.headSha + " now: look at that")
                    .with("headSha", String.valueOf(task.headSha));
        }
        return task;
    }

    private void refuseLive(TaskRow task) {
        var live = dispatches.findLatest(task.key).filter(d -> !d.state.terminal());
        if (live.isPresent()) {
            throw ApiException.conflict(
                            "dispatch_live",
                            task.id
                                    + " has a dispatch that is "
                                    + live.get().state
                                    + ": wait for it or cancel it")
                    .with("state", live.get().state);
        }
    }

    private static void refuseClosed(TaskRow task) {
        if (!task.open()) {
            throw ApiException.conflict(
                    "task_closed",
                    task.id + " is completed, cancelled or gone from the plan already");
        }
    }

    private void complete(TaskRow task, String actor, String how) {
        jdbc.sql(
                        """
                        update task set completed_at = clock_timestamp(), completed_by = :actor, completed_how = :how,
                            review_since = null, closed_at = coalesce(closed_at, clock_timestamp())
                        where key = :task
                        """)
                .param("task", task.key)
                .param("actor", actor)
                .param("how", how)
                .update();
    }

    private void record(TaskRow task, String action, String actor, @Nullable String detail) {
        audit.task(actor, action, task, null, detail);
        events.publishEvent(RegistryChanged.task(task.planId, task.id));
    }
}
