package io.dataface.tasks.manager.dispatch;

import static java.util.stream.Collectors.toMap;

import io.dataface.tasks.manager.dispatch.Ends.End;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.web.Storable;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.Result.Commit;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.model.worker.ResultAnswers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Turns workers' reports into moves. The first result wins; the same again gets the same
/// answer; anything else is evidence.
@Component
class Results {
    /// Characters.
    private static final int LONGEST_REASON = 1_000;

    private static final int LONGEST_DETAIL = 100_000;

    private final LockedTasks tasks;
    private final DispatchMoves dispatches;
    private final Ends ends;
    private final AgentStarts agentStarts;
    private final Queue queue;
    private final History history;
    private final DispatchMeters meters;
    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    Results(
            LockedTasks tasks,
            DispatchMoves dispatches,
            Ends ends,
            AgentStarts agentStarts,
            Queue queue,
            History history,
            DispatchMeters meters,
            JdbcClient jdbc) {
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.ends = ends;
        this.agentStarts = agentStarts;
        this.queue = queue;
        this.history = history;
        this.meters = meters;
        this.jdbc = jdbc;
    }

    /// Refuses what no dispatch can end with.
    static void refuseMalformed(Result result) {
        String missing =
                switch (result.outcome()) {
                    case SUCCEEDED -> result.headSha() == null ? "headSha" : null;
                    case FAILED, INTERRUPTED, STALLED, TIMED_OUT ->
                            result.reason() == null ? "reason" : null;
                    case CANCELLED, HAND_BACK -> null;
                };
        if (missing != null) {
            throw ApiException.unprocessable(
                    "result_incomplete",
                    "the result of dispatch %s is %s and needs its \"%s\""
                            .formatted(result.dispatchId(), result.outcome(), missing));
        }
    }

    /// Records one result in a transaction of its own; a dispatch nobody knows is an error of
    /// the caller's.
    @Transactional
    ResultAnswers.Line record(LiveWorker worker, Result result) {
        return recordAll(worker, List.of(result)).getFirst();
    }

    /// Records results of different dispatches in one transaction, with a fixed number of
    /// statements for all that end; answers in their order.
    @Transactional
    List<ResultAnswers.Line> record(LiveWorker worker, List<Result> results) {
        return results.isEmpty() ? List.of() : recordAll(worker, results);
    }

    private List<ResultAnswers.Line> recordAll(LiveWorker worker, List<Result> results) {
        var ids = results.stream().map(Result::dispatchId).toArray(UUID[]::new);
        var locked =
                tasks.findLockedOf(ids).stream().collect(toMap(t -> t.key, Function.identity()));
        noteAgents(worker, results);
        var read =
                dispatches.findByIds(ids).stream().collect(toMap(d -> d.id, Function.identity()));
        var lines = new LinkedHashMap<UUID, ResultAnswers.Line>();
        var ends = new LinkedHashMap<End, Result>();
        for (var result : results) {
            var dispatch = read.get(result.dispatchId());
            if (dispatch == null) {
                throw ApiException.notFound(
                        "dispatch_not_found", "there is no dispatch " + result.dispatchId());
            }
            var end =
                    new End(
                            Objects.requireNonNull(locked.get(dispatch.taskKey)),
                            dispatch,
                            ending(worker, result));
            var line = answered(worker, result, end);
            if (line == null) {
                ends.put(end, result);
            } else {
                lines.put(dispatch.id, line);
            }
        }
        end(worker, ends, lines);
        return Arrays.stream(ids).map(id -> Objects.requireNonNull(lines.get(id))).toList();
    }

    /// An agent may end before the renewal that would have told of its start.
    private void noteAgents(LiveWorker worker, List<Result> results) {
        var started = results.stream().filter(Result::agentStarted).toList();
        if (!started.isEmpty()) {
            agentStarts.note(
                    worker,
                    started.stream().map(Result::dispatchId).toArray(UUID[]::new),
                    started.stream().map(Result::token).toArray(Long[]::new));
        }
    }

    /// The answer to a result that ends nothing now; null: it may be an end.
    private ResultAnswers.@Nullable Line answered(LiveWorker worker, Result result, End end) {
        var dispatch = end.dispatch();
        boolean holder =
                Objects.equals(dispatch.token, result.token())
                        && Objects.equals(dispatch.workerId, worker.id());
        if (!holder && handedBack(result)) {
            return accepted(result, dispatch.state);
        }
        if (!holder) {
            return refused(
                    worker,
                    result,
                    dispatch.state,
                    "token " + result.token() + " is not the current one");
        }
        if (dispatch.state.terminal()) {
            return Objects.equals(dispatch.resultDigest, digest(result))
                    ? accepted(result, dispatch.state)
                    : refused(worker, result, dispatch.state, "the dispatch is over");
        }
        if (result.outcome() != Outcome.HAND_BACK || cancelled(result, dispatch)) {
            return null;
        }
        return handBack(end.task(), dispatch, worker)
                ? accepted(result, DispatchState.QUEUED)
                : notFrom(worker, result, dispatch.state);
    }

    private void end(
            LiveWorker worker, Map<End, Result> ends, Map<UUID, ResultAnswers.Line> lines) {
        var moved = this.ends.end(List.copyOf(ends.keySet()));
        ends.forEach(
                (end, result) ->
                        lines.put(
                                result.dispatchId(),
                                moved.contains(result.dispatchId())
                                        ? accepted(result, end.ending().state())
                                        : notFrom(worker, result, end.dispatch().state)));
        var over = ends.values().stream().filter(r -> moved.contains(r.dispatchId())).toList();
        if (!over.isEmpty()) {
            keepLogLengths(over);
            over.forEach(this::keepChange);
        }
    }

    private static ResultAnswers.Line accepted(Result result, DispatchState state) {
        return new ResultAnswers.Line(result.dispatchId(), result.token(), true, state);
    }

    private ResultAnswers.Line notFrom(LiveWorker worker, Result result, DispatchState state) {
        return refused(worker, result, state, "not a move from " + state);
    }

    /// A hand-back of what is to be cancelled ends it.
    private static boolean cancelled(Result result, DispatchRow dispatch) {
        return result.outcome() == Outcome.HAND_BACK
                && dispatch.ending()
                && dispatch.state == DispatchState.LEASED;
    }

    /// A hand-back drops the token, so the same one again is known by its history alone.
    private boolean handedBack(Result result) {
        return result.outcome() == Outcome.HAND_BACK
                && jdbc.sql(
                                """
                                select exists (select from history
                                               where dispatch_id = :id and event = 'handed_back' and token = :token)
                                """)
                        .param("id", result.dispatchId())
                        .param("token", result.token())
                        .query(Boolean.class)
                        .single();
    }

    private boolean handBack(TaskRow task, DispatchRow dispatch, LiveWorker worker) {
        long token = Objects.requireNonNull(dispatch.token);
        if (dispatches.handBack(dispatch.id, token) == 0) {
            return false;
        }
        jdbc.sql("delete from lease where dispatch_id = :id and token = :token")
                .param("id", dispatch.id)
                .param("token", token)
                .update();
        jdbc.sql(
                        "update follow_up set dispatch_id = null where dispatch_id = :id and state"
                                + " = 'pending'")
                .param("id", dispatch.id)
                .update();
        history.append(
                new History.Entry(
                        dispatch.id,
                        "handed_back",
                        DispatchState.LEASED,
                        DispatchState.QUEUED,
                        worker.name(),
                        token,
                        null,
                        null));
        queue.changed(task, dispatch.id);
        return true;
    }

    /// A hand-back that gets here is of a dispatch to be cancelled.
    private static Ending ending(LiveWorker worker, Result result) {
        boolean back = result.outcome() == Outcome.HAND_BACK;
        return new Ending(
                back ? DispatchState.CANCELLED : DispatchState.valueOf(result.outcome().name()),
                worker.name(),
                back ? "cancelled" : cut(result.reason(), LONGEST_REASON),
                cut(result.detail(), LONGEST_DETAIL),
                result.phase(),
                result.exitCode(),
                Storable.orNull(result.baseSha()),
                Storable.orNull(result.headSha()),
                Storable.orNull(result.sessionId()),
                result.tokensIn(),
                result.tokensOut(),
                Cost.storable(result.costUsd()),
                digest(result));
    }

    private void keepLogLengths(List<Result> results) {
        jdbc.sql(
                        """
                        insert into dispatch_log (dispatch_id, final_length) select * from unnest(:ids::uuid[], :lengths::bigint[])
                        on conflict (dispatch_id) do update set final_length = excluded.final_length
                        """)
                .param("ids", results.stream().map(Result::dispatchId).toArray(UUID[]::new))
                .param(
                        "lengths",
                        results.stream().map(r -> Math.max(0, r.logLength())).toArray(Long[]::new))
                .update();
    }

    private void keepChange(Result result) {
        var change = result.change();
        if (change == null || result.baseSha() == null || result.headSha() == null) {
            return;
        }
        jdbc.sql(
                        """
                        insert into dispatch_change (dispatch_id, base_sha, head_sha, commits, diff, truncated, files, insertions, deletions)
                        values (:id, :base, :head, :commits::jsonb, :diff, :truncated, :files, :insertions, :deletions)
                        on conflict do nothing
                        """)
                .param("id", result.dispatchId())
                .param("base", Storable.text(result.baseSha()))
                .param("head", Storable.text(result.headSha()))
                .param(
                        "commits",
                        json.writeValueAsString(
                                change.commits().stream().map(Results::storable).toList()))
                .param("diff", Storable.text(change.diff()))
                .param("truncated", change.truncated())
                .param("files", change.files())
                .param("insertions", change.insertions())
                .param("deletions", change.deletions())
                .update();
    }

    /// What an agent printed must not keep its result out.
    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest
                ? Storable.orNull(text)
                : Storable.text(text.substring(0, longest)) + "…";
    }

    private static Commit storable(Commit c) {
        return new Commit(
                Storable.text(c.sha()),
                Storable.text(c.author()),
                c.at(),
                Storable.text(c.subject()));
    }

    private ResultAnswers.Line refused(
            LiveWorker worker, Result result, DispatchState state, String why) {
        meters.refused();
        history.evidence(
                result.dispatchId(),
                "late_report",
                worker.name(),
                result.token(),
                result.outcome() + ": " + why);
        return new ResultAnswers.Line(result.dispatchId(), result.token(), false, state);
    }

    private static String digest(Result r) {
        return String.join(
                "|",
                List.of(
                        r.outcome().name(),
                        String.valueOf(r.reason()),
                        String.valueOf(r.headSha()),
                        String.valueOf(r.exitCode())));
    }
}
