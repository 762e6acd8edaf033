package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.web.Storable;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.Result.Commit;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.model.worker.ResultAnswers;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
        var task =
                tasks.findLockedOf(result.dispatchId())
                        .orElseThrow(
                                () ->
                                        ApiException.notFound(
                                                "dispatch_not_found",
                                                "there is no dispatch " + result.dispatchId()));
        if (result.agentStarted()) {
            // An agent may end before the renewal that would have told of its start.
            agentStarts.note(worker, new UUID[] {result.dispatchId()}, new Long[] {result.token()});
        }
        var dispatch = dispatches.findById(result.dispatchId()).orElseThrow();
        boolean holder =
                Objects.equals(dispatch.token, result.token())
                        && Objects.equals(dispatch.workerId, worker.id());
        if (!holder && handedBack(result)) {
            return new ResultAnswers.Line(
                    result.dispatchId(), result.token(), true, dispatch.state);
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
                    ? new ResultAnswers.Line(
                            result.dispatchId(), result.token(), true, dispatch.state)
                    : refused(worker, result, dispatch.state, "the dispatch is over");
        }
        boolean moved =
                result.outcome() == Outcome.HAND_BACK
                        ? handBack(task, dispatch, worker, result)
                        : end(task, dispatch, worker, result);
        if (!moved) {
            return refused(worker, result, dispatch.state, "not a move from " + dispatch.state);
        }
        return new ResultAnswers.Line(
                result.dispatchId(), result.token(), true, stateNow(result.dispatchId()));
    }

    private DispatchState stateNow(UUID id) {
        return DispatchState.valueOf(
                jdbc.sql("select state from dispatch where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single());
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

    private boolean handBack(TaskRow task, DispatchRow dispatch, LiveWorker worker, Result result) {
        if (dispatch.ending() && dispatch.state == DispatchState.LEASED) {
            return end(task, dispatch, worker, DispatchState.CANCELLED, "cancelled", result);
        }
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

    private boolean end(TaskRow task, DispatchRow dispatch, LiveWorker worker, Result result) {
        var state = DispatchState.valueOf(result.outcome().name());
        return end(task, dispatch, worker, state, result.reason(), result);
    }

    private boolean end(
            TaskRow task,
            DispatchRow dispatch,
            LiveWorker worker,
            DispatchState state,
            @Nullable String reason,
            Result result) {
        boolean ended =
                ends.end(
                        task,
                        dispatch,
                        new Ending(
                                state,
                                worker.name(),
                                cut(reason, LONGEST_REASON),
                                cut(result.detail(), LONGEST_DETAIL),
                                result.phase(),
                                result.exitCode(),
                                Storable.orNull(result.baseSha()),
                                Storable.orNull(result.headSha()),
                                Storable.orNull(result.sessionId()),
                                result.tokensIn(),
                                result.tokensOut(),
                                Cost.storable(result.costUsd()),
                                digest(result)));
        if (ended) {
            keepLogLength(result);
            keepChange(result);
        }
        return ended;
    }

    private void keepLogLength(Result result) {
        jdbc.sql(
                        """
                        insert into dispatch_log (dispatch_id, final_length) values (:id, :length)
                        on conflict (dispatch_id) do update set final_length = excluded.final_length
                        """)
                .param("id", result.dispatchId())
                .param("length", Math.max(0, result.logLength()))
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
