package io.dataface.tasks.manager.dispatch;

import static io.dataface.tasks.manager.dispatch.Columns.texts;
import static io.dataface.tasks.model.DispatchState.CANCELLED;
import static io.dataface.tasks.model.DispatchState.INTERRUPTED;
import static io.dataface.tasks.model.DispatchState.SUCCEEDED;

import io.dataface.tasks.manager.dispatch.Queue.Wish;
import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.Reasons;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Ends live dispatches and queues what follows, in the caller's transaction and under the
/// tasks' locks.
@Component
class Ends {
    private static final Logger log = LoggerFactory.getLogger(Ends.class);

    private static final Set<String> SETTLED = Set.of(Reasons.BRANCH_EXISTS, Reasons.BRANCH_MOVED);

    private final JdbcClient jdbc;
    private final Counters counters;
    private final FollowUpRows followUps;
    private final Queue queue;
    private final DispatchProperties properties;
    private final DispatchMeters meters;
    private final ApplicationEventPublisher events;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Ends(
            JdbcClient jdbc,
            Counters counters,
            FollowUpRows followUps,
            Queue queue,
            DispatchProperties properties,
            DispatchMeters meters,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.counters = counters;
        this.followUps = followUps;
        this.queue = queue;
        this.properties = properties;
        this.meters = meters;
        this.events = events;
    }

    /// A dispatch as it was read under its task's lock, and how it is to end.
    record End(TaskRow task, DispatchRow dispatch, Ending ending) {
        boolean succeeded() {
            return ending.state() == SUCCEEDED;
        }
    }

    /// What an end means for its task.
    private record Outcome(End end, Counters.Tally tally, @Nullable Wish successor) {}

    /// Ends one dispatch; false: it was not where it was read any more.
    boolean end(TaskRow task, DispatchRow dispatch, Ending ending) {
        return !end(List.of(new End(task, dispatch, ending))).isEmpty();
    }

    /// Moves dispatches of different tasks to their ends, each if it is still where it was read,
    /// under its token; answers those that moved. The number of statements is fixed.
    Set<UUID> end(List<End> ends) {
        var legal =
                ends.stream()
                        .filter(e -> e.dispatch().state.moves().contains(e.ending().state()))
                        .toList();
        var moved = legal.isEmpty() ? Set.<UUID>of() : move(legal);
        var over = legal.stream().filter(e -> moved.contains(e.dispatch().id)).toList();
        if (over.isEmpty()) {
            return moved;
        }
        counters.countPlacements(over);
        var pending = releaseFollowUps(over);
        var outcomes = over.stream().map(e -> outcome(e, pending)).toList();
        writeTasks(outcomes);
        for (var outcome : outcomes) {
            if (outcome.successor() != null) {
                queue.insert(outcome.end().task(), outcome.successor());
            }
        }
        over.forEach(this::tell);
        return moved;
    }

    private void tell(End end) {
        meters.ended(end.ending().state());
        log.atInfo()
                .addKeyValue("dispatch", end.dispatch().id)
                .addKeyValue("state", end.ending().state())
                .addKeyValue("reason", end.ending().reason())
                .log("Dispatch ended");
        events.publishEvent(
                RegistryChanged.dispatch(end.task().planId, end.task().id, end.dispatch().id));
    }

    /// Deletes the leases, moves, and writes history, in one statement.
    private Set<UUID> move(List<End> ends) {
        return jdbc.sql(
                        """
                        with wish as (
                            select * from unnest(:ids::uuid[], :tokens::bigint[], :froms::text[], :tos::text[], :actors::text[], :reasons::text[],
                                :details::text[], :phases::text[], :exits::int[], :bases::text[], :heads::text[], :sessions::text[],
                                :ins::bigint[], :outs::bigint[], :costs::numeric[], :digests::text[])
                            as e(id, token, from_state, to_state, actor, reason, detail, phase, exit_code, base_sha, head_sha, session_id,
                                tokens_in, tokens_out, cost_usd, digest)),
                        freed as (
                            delete from lease l using wish e where l.dispatch_id = e.id and l.token = e.token
                            returning l.dispatch_id, l.phase),
                        moved as (
                            update dispatch d set state = e.to_state, ended_at = clock_timestamp(), reason = e.reason, detail = e.detail,
                                phase = coalesce(e.phase, f.phase), exit_code = e.exit_code, base_sha = e.base_sha, head_sha = e.head_sha,
                                session_id = e.session_id, tokens_in = e.tokens_in, tokens_out = e.tokens_out, cost_usd = e.cost_usd,
                                result_digest = e.digest, history_length = d.history_length + 1
                            from wish e left join freed f on f.dispatch_id = e.id
                            where d.id = e.id and d.token = e.token and d.state = e.from_state
                            returning d.id, d.history_length),
                        kept as (
                            insert into history (dispatch_id, seq, event, from_state, to_state, actor, token, reason, detail)
                            select m.id, m.history_length, lower(e.to_state), e.from_state, e.to_state, e.actor, e.token, e.reason, e.detail
                            from moved m join wish e on e.id = m.id)
                        select id from moved
                        """)
                .params(columns(ends))
                .query((row, n) -> row.getObject("id", UUID.class))
                .set();
    }

    private static Map<String, Object> columns(List<End> ends) {
        var columns = new HashMap<String, Object>();
        columns.put("ids", ends.stream().map(e -> e.dispatch().id).toArray(UUID[]::new));
        columns.put("tokens", ends.stream().map(e -> e.dispatch().token).toArray(Long[]::new));
        columns.put("froms", texts(ends, e -> e.dispatch().state.name()));
        columns.put("tos", texts(ends, e -> e.ending().state().name()));
        columns.put("actors", texts(ends, e -> e.ending().actor()));
        columns.put("reasons", texts(ends, e -> e.ending().reason()));
        columns.put("details", texts(ends, e -> e.ending().detail()));
        columns.put("phases", texts(ends, e -> phase(e.ending())));
        columns.put("exits", ends.stream().map(e -> e.ending().exitCode()).toArray(Integer[]::new));
        columns.put("bases", texts(ends, e -> e.ending().baseSha()));
        columns.put("heads", texts(ends, e -> e.ending().headSha()));
        columns.put("sessions", texts(ends, e -> e.ending().sessionId()));
        columns.put("ins", ends.stream().map(e -> e.ending().tokensIn()).toArray(Long[]::new));
        columns.put("outs", ends.stream().map(e -> e.ending().tokensOut()).toArray(Long[]::new));
        columns.put(
                "costs", ends.stream().map(e -> e.ending().costUsd()).toArray(BigDecimal[]::new));
        columns.put("digests", texts(ends, e -> e.ending().digest()));
        return columns;
    }

    private static @Nullable String phase(Ending ending) {
        return ending.phase() == null ? null : ending.phase().name();
    }

    /// Lets go of what the runs carried and did not deliver, withdraws it after a cancel; answers
    /// the tasks that still have some.
    private Set<Long> releaseFollowUps(List<End> ends) {
        var pending =
                followUps.tasksWithPending(
                        ends.stream().map(e -> e.task().key).toArray(Long[]::new));
        for (var end : ends) {
            if (pending.contains(end.task().key)) {
                followUps.release(end.dispatch().id);
                if ("CANCEL".equals(end.dispatch().request)) {
                    followUps.withdrawPending(end.task().key);
                }
            }
        }
        return pending;
    }

    private Outcome outcome(End end, Set<Long> pending) {
        var tally = counters.tally(end);
        return new Outcome(
                end, tally, successor(end, pending.contains(end.task().key), tally.open()));
    }

    /// At most one: none after a cancel or a stop, else what carries the follow-ups, else the
    /// requeue or retry.
    private @Nullable Wish successor(End end, boolean followedUp, boolean circuitOpen) {
        var task = end.task();
        var dispatch = end.dispatch();
        var ending = end.ending();
        if (dispatch.ending() || ending.state() == CANCELLED || !task.open()) {
            return null;
        }
        if (followedUp) {
            boolean agentRan = task.agentStarted || dispatch.agentAt != null;
            return wish(
                    dispatch,
                    agentRan ? DispatchKind.CONTINUE : DispatchKind.START,
                    dispatch.attempt,
                    Duration.ofSeconds(1),
                    "carries the pending follow-ups");
        }
        if (ending.state() == INTERRUPTED && Reasons.REQUEUED.contains(reason(ending))) {
            return wish(dispatch, dispatch.kind, dispatch.attempt, Duration.ZERO, reason(ending));
        }
        if (!retried(ending) || circuitOpen) {
            return null;
        }
        return wish(
                dispatch,
                dispatch.kind,
                dispatch.attempt + 1,
                properties.retry().backoff(dispatch.attempt, random.nextDouble()),
                "retry after " + reason(ending));
    }

    private static Wish wish(
            DispatchRow ended, DispatchKind kind, int attempt, Duration wait, String detail) {
        return new Wish(kind, attempt, ended.priority, ended.id, "manager", wait, detail, null);
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

    /// Counters, and with a success the new head: completed by its repository's rule, else in
    /// review.
    private void writeTasks(List<Outcome> outcomes) {
        var columns = new HashMap<String, Object>();
        columns.put("keys", outcomes.stream().map(o -> o.end().task().key).toArray(Long[]::new));
        columns.put(
                "failures",
                outcomes.stream().map(o -> o.tally().failures()).toArray(Integer[]::new));
        columns.put(
                "setups", outcomes.stream().map(o -> o.tally().setups()).toArray(Integer[]::new));
        columns.put("gone", outcomes.stream().map(o -> o.tally().gone()).toArray(Integer[]::new));
        columns.put("whys", texts(outcomes, o -> o.tally().why()));
        columns.put("agents", flags(outcomes, o -> o.end().dispatch().agentAt != null));
        columns.put("settled", flags(outcomes, o -> settles(o.end())));
        columns.put("succeeded", flags(outcomes, o -> o.end().succeeded()));
        columns.put("successors", flags(outcomes, o -> o.successor() != null));
        columns.put("repositories", texts(outcomes, o -> o.end().dispatch().repository));
        columns.put("heads", texts(outcomes, o -> o.end().ending().headSha()));
        columns.put("bases", texts(outcomes, o -> o.end().ending().baseSha()));
        columns.put("actors", texts(outcomes, o -> o.end().ending().actor()));
        jdbc.sql(
                        """
                        update task t set failures = e.failures, setup_failures = e.setups, gone_workers = e.gone,
                            circuit_at = case when e.why is not null then clock_timestamp() when not e.succeeded then t.circuit_at end,
                            circuit_reason = case when e.why is not null then e.why when not e.succeeded then t.circuit_reason end,
                            half_open = t.half_open and e.why is null and not e.succeeded,
                            agent_started = t.agent_started or e.agent,
                            unsettled_shas = case when e.settled then '{}' else t.unsettled_shas end,
                            head_sha = case when e.succeeded then e.head else t.head_sha end,
                            base_sha = case when e.succeeded then coalesce(e.base, t.base_sha) else t.base_sha end,
                            rejected_sha = case when not e.succeeded then t.rejected_sha end,
                            rejected_at = case when not e.succeeded then t.rejected_at end,
                            rejected_by = case when not e.succeeded then t.rejected_by end,
                            reject_reason = case when not e.succeeded then t.reject_reason end,
                            completed_at = case when e.completes then coalesce(t.completed_at, clock_timestamp()) else t.completed_at end,
                            completed_by = case when e.completes then coalesce(t.completed_by, e.actor) else t.completed_by end,
                            completed_how = case when e.completes then coalesce(t.completed_how, 'branch_pushed') else t.completed_how end,
                            closed_at = case when e.completes then coalesce(t.closed_at, clock_timestamp()) else t.closed_at end,
                            review_since = case when not e.succeeded then t.review_since
                                                when not e.successor and not e.completes then clock_timestamp() end
                        from (select u.*, u.succeeded and not u.successor and coalesce(r.completion_rule = 'branch_pushed', false) as completes
                              from unnest(:keys::bigint[], :failures::int[], :setups::int[], :gone::int[], :whys::text[], :agents::boolean[],
                                  :settled::boolean[], :succeeded::boolean[], :successors::boolean[], :repositories::text[], :heads::text[],
                                  :bases::text[], :actors::text[])
                              as u(key, failures, setups, gone, why, agent, settled, succeeded, successor, repository, head, base, actor)
                              left join repository r on r.name = u.repository) e
                        where t.key = e.key
                        """)
                .params(columns)
                .update();
    }

    private static boolean settles(End end) {
        return end.succeeded() || SETTLED.contains(String.valueOf(end.ending().reason()));
    }

    private static <T> Boolean[] flags(List<T> rows, Predicate<T> of) {
        return rows.stream().map(of::test).toArray(Boolean[]::new);
    }
}
