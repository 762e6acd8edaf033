package io.dataface.tasks.manager.dispatch;

import static io.dataface.tasks.model.DispatchState.CANCELLED;
import static io.dataface.tasks.model.DispatchState.INTERRUPTED;
import static io.dataface.tasks.model.DispatchState.SUCCEEDED;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.Reasons;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Ends a live dispatch and queues what follows, in the caller's transaction and under the
/// task's lock.
@Component
class Ends {
    private static final Logger log = LoggerFactory.getLogger(Ends.class);

    private final JdbcClient jdbc;
    private final History history;
    private final Counters counters;
    private final FollowUpRows followUps;
    private final Queue queue;
    private final DispatchProperties properties;
    private final DispatchMeters meters;
    private final ApplicationEventPublisher events;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Ends(
            JdbcClient jdbc,
            History history,
            Counters counters,
            FollowUpRows followUps,
            Queue queue,
            DispatchProperties properties,
            DispatchMeters meters,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.history = history;
        this.counters = counters;
        this.followUps = followUps;
        this.queue = queue;
        this.properties = properties;
        this.meters = meters;
        this.events = events;
    }

    /// Moves the dispatch to its end if it is still where it was read, under its token; false:
    /// it was not.
    boolean end(TaskRow task, DispatchRow dispatch, Ending ending) {
        if (!dispatch.state.moves().contains(ending.state()) || !move(dispatch, ending)) {
            return false;
        }
        history.append(
                new History.Entry(
                        dispatch.id,
                        ending.state().name().toLowerCase(),
                        dispatch.state,
                        ending.state(),
                        ending.actor(),
                        dispatch.token,
                        ending.reason(),
                        ending.detail()));
        followUps.release(dispatch.id);
        boolean circuitOpens = counters.count(task, dispatch, ending);
        boolean successor = queueSuccessor(task, dispatch, ending, circuitOpens);
        if (ending.state() == SUCCEEDED) {
            pushed(task, dispatch, ending, successor);
        }
        meters.ended(ending.state());
        log.atInfo()
                .addKeyValue("dispatch", dispatch.id)
                .addKeyValue("state", ending.state())
                .addKeyValue("reason", ending.reason())
                .log("Dispatch ended");
        events.publishEvent(RegistryChanged.dispatch(task.planId, task.id, dispatch.id));
        return true;
    }

    private boolean move(DispatchRow dispatch, Ending ending) {
        return jdbc.sql(
                                """
                                with freed as (delete from lease where dispatch_id = :id and token = :token returning phase)
                                update dispatch set state = :to, ended_at = clock_timestamp(), reason = :reason, detail = :detail,
                                    phase = coalesce(:phase, (select phase from freed)), exit_code = :exitCode,
                                    base_sha = :baseSha, head_sha = :headSha, session_id = :session,
                                    tokens_in = :tokensIn, tokens_out = :tokensOut, cost_usd = :cost, result_digest = :digest
                                where id = :id and token = :token and state = :from
                                """)
                        .param("id", dispatch.id)
                        .param("to", ending.state().name())
                        .param("from", dispatch.state.name())
                        .param("token", dispatch.token)
                        .param("reason", ending.reason())
                        .param("detail", ending.detail())
                        .param("phase", ending.phase() == null ? null : ending.phase().name())
                        .param("exitCode", ending.exitCode())
                        .param("baseSha", ending.baseSha())
                        .param("headSha", ending.headSha())
                        .param("session", ending.sessionId())
                        .param("tokensIn", ending.tokensIn())
                        .param("tokensOut", ending.tokensOut())
                        .param("cost", ending.costUsd())
                        .param("digest", ending.digest())
                        .update()
                == 1;
    }

    private boolean queueSuccessor(
            TaskRow task, DispatchRow dispatch, Ending ending, boolean circuitOpens) {
        if ("CANCEL".equals(dispatch.request)) {
            followUps.withdrawPending(task.key);
            return false;
        }
        if (dispatch.ending() || ending.state() == CANCELLED || !task.open()) {
            return false;
        }
        if (followUps.countPending(task.key) > 0) {
            boolean agentRan = task.agentStarted || dispatch.agentAt != null;
            return queued(
                    task,
                    dispatch,
                    agentRan ? DispatchKind.CONTINUE : DispatchKind.START,
                    dispatch.attempt,
                    Duration.ofSeconds(1),
                    "carries the pending follow-ups");
        }
        if (ending.state() == INTERRUPTED && Reasons.REQUEUED.contains(reason(ending))) {
            return queued(
                    task, dispatch, dispatch.kind, dispatch.attempt, Duration.ZERO, reason(ending));
        }
        if (!retried(ending) || circuitOpens) {
            return false;
        }
        var wait = properties.retry().backoff(dispatch.attempt, random.nextDouble());
        return queued(
                task,
                dispatch,
                dispatch.kind,
                dispatch.attempt + 1,
                wait,
                "retry after " + reason(ending));
    }

    private boolean queued(
            TaskRow task,
            DispatchRow dispatch,
            DispatchKind kind,
            int attempt,
            Duration wait,
            String detail) {
        return queue.insert(
                        task,
                        new Queue.Wish(
                                kind,
                                attempt,
                                dispatch.priority,
                                dispatch.id,
                                "manager",
                                wait,
                                detail))
                .isPresent();
    }

    private static boolean retried(Ending ending) {
        return switch (ending.state()) {
            case FAILED -> !Reasons.NOT_RETRIED.contains(reason(ending));
            case STALLED, TIMED_OUT, WORKER_GONE -> true;
            case QUEUED, LEASED, RUNNING, SUCCEEDED, INTERRUPTED, CANCELLED -> false;
        };
    }

    private static String reason(Ending ending) {
        return ending.reason() == null ? ending.state().name().toLowerCase() : ending.reason();
    }

    private void pushed(TaskRow task, DispatchRow dispatch, Ending ending, boolean successor) {
        jdbc.sql(
                        """
                        with rule as (
                            select r.completion_rule = 'branch_pushed' and not :successor as completes
                            from repository r where r.name = :repository)
                        update task set head_sha = :head, base_sha = coalesce(:base, base_sha),
                            rejected_sha = null, rejected_at = null, rejected_by = null, reject_reason = null,
                            completed_at = case when rule.completes then coalesce(completed_at, clock_timestamp()) else completed_at end,
                            completed_by = case when rule.completes then coalesce(completed_by, :by) else completed_by end,
                            completed_how = case when rule.completes then coalesce(completed_how, 'branch_pushed') else completed_how end,
                            closed_at = case when rule.completes then coalesce(closed_at, clock_timestamp()) else closed_at end,
                            review_since = case when :successor or rule.completes then null else clock_timestamp() end
                        from rule where key = :task
                        """)
                .param("task", task.key)
                .param("repository", dispatch.repository)
                .param("head", ending.headSha())
                .param("base", ending.baseSha())
                .param("successor", successor)
                .param("by", ending.actor())
                .update();
    }
}
