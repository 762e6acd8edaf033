package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.manager.worker.Workers;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Registration;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import io.dataface.tasks.model.worker.Renewed.Command;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.model.worker.ResultAnswers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sets up plans, tasks and workers for lifecycle tests and plays the worker's part; each plan
/// has a
/// repository, a pool and an agent of its own, so that tests do not meet.
@TestComponent
class Stage {
    private static final AtomicInteger COUNT = new AtomicInteger();

    final JdbcClient jdbc;
    private final Workers workers;
    private final Claims claims;
    private final Renewals renewals;
    private final Results results;
    private final TaskActions actions;

    Stage(
            JdbcClient jdbc,
            Workers workers,
            Claims claims,
            Renewals renewals,
            Results results,
            TaskActions actions) {
        this.jdbc = jdbc;
        this.workers = workers;
        this.claims = claims;
        this.renewals = renewals;
        this.results = results;
        this.actions = actions;
    }

    /// A plan's name; its repository, pool and agent are called the same.
    String plan(String completionRule) {
        String plan = "stage-" + COUNT.incrementAndGet();
        jdbc.sql(
                        """
                        with r as (insert into repository (name, url, pool, completion_rule, max_live)
                                   values (:p, '/repos/' || :p || '.git', :p, :rule, 1000)),
                             a as (insert into agent (name) values (:p))
                        insert into plan (id, title, source, source_kind, commit_id, default_repository, default_agent, max_live)
                        values (:p, :p, '/plans/' || :p, 'folder', 'c0ffee', :p, :p, 1000)
                        """)
                .param("p", plan)
                .param("rule", completionRule)
                .update();
        jdbc.sql("update overall_limit set max_live = 1000").update();
        return plan;
    }

    /// A task's key.
    long task(String plan, String slug) {
        String path = "workstreams/ws/tasks/" + slug + ".md";
        jdbc.sql(
                        "insert into plan_file (plan_id, path, blob, bytes) values (:plan, :path,"
                                + " 'b1', :bytes)")
                .param("plan", plan)
                .param("path", path)
                .param(
                        "bytes",
                        ("# " + slug + "\n\n## Problem\n\nDo " + slug)
                                .getBytes(StandardCharsets.UTF_8))
                .update();
        return jdbc.sql(
                        """
                        insert into task (plan_id, id, slug, path, workstream, title, plan_status, priority, text_hash)
                        values (:plan, :id, :slug, :path, 'ws', :slug, 'not_started', 2, 'h1') returning key
                        """)
                .param("plan", plan)
                .param("id", "WS-" + slug.toUpperCase().replace('-', '_'))
                .param("slug", slug)
                .param("path", path)
                .query(Long.class)
                .single();
    }

    void dependsOn(long task, long predecessor) {
        jdbc.sql(
                        """
                        insert into task_dependency (task_key, position, named, depends_key) values (:task, 0, 'x', :on)
                        """)
                .param("task", task)
                .param("on", predecessor)
                .update();
    }

    UUID kickOff(long task) {
        var kickoff = actions.kickOff(task, null, "ann");
        if (kickoff.dispatch() == null) {
            throw new IllegalStateException(kickoff.refused());
        }
        return kickoff.dispatch();
    }

    LiveWorker worker(String plan, int capacity) {
        return worker(plan, plan + "-w" + COUNT.incrementAndGet(), capacity, List.of());
    }

    LiveWorker worker(String plan, String name, int capacity, List<UUID> killed) {
        var id = UUID.randomUUID();
        var registration =
                new Registration(
                        id, name, "host", plan, capacity, List.of(plan), List.of(), "test", killed);
        if (!workers.register(registration, Duration.ofSeconds(60))) {
            throw new IllegalStateException("name taken");
        }
        return workers.findHeard(id).orElseThrow();
    }

    /// Leases at most so many, at once.
    List<Grant> claim(LiveWorker worker, int most) {
        return claims.claim(List.of(new Claims.Request(worker, most))).getFirst();
    }

    Grant claimOne(LiveWorker worker) {
        var grants = claim(worker, 1);
        if (grants.size() != 1) {
            throw new IllegalStateException("expected one lease, got " + grants.size());
        }
        return grants.getFirst();
    }

    Renewed.Line renew(LiveWorker worker, Grant grant, Phase phase) {
        return renew(worker, grant, phase, null, List.of());
    }

    Renewed.Line renew(
            LiveWorker worker,
            Grant grant,
            Phase phase,
            @Nullable String sha,
            List<UUID> acknowledged) {
        var line = new Renewal.Line(grant.dispatchId(), grant.token(), phase, sha, 0, acknowledged);
        return renewals.renew(worker, List.of(line)).leases().getFirst();
    }

    /// Leased, acknowledged, and its agent started.
    Grant running(LiveWorker worker) {
        var grant = claimOne(worker);
        renew(worker, grant, Phase.PREPARING);
        renew(worker, grant, Phase.AGENT);
        return grant;
    }

    /// The same with one lease at most; empty where the claim met the task's lock.
    List<Grant> tryRunning(LiveWorker worker) {
        var grants = claim(worker, 1);
        for (var grant : grants) {
            renew(worker, grant, Phase.PREPARING);
            renew(worker, grant, Phase.AGENT);
        }
        return grants;
    }

    /// What a worker does when its agent is done: asks at the gate, then pushes and reports, or
    /// stops as it is told.
    ResultAnswers.Line finish(LiveWorker worker, Grant grant, String head) {
        var gate = renew(worker, grant, Phase.PUSHING, head, List.of());
        if (gate.gone() || gate.commands().isEmpty()) {
            return succeed(worker, grant, head);
        }
        return gate.commands().getFirst().type() == Command.Type.CANCEL
                ? report(worker, grant, Outcome.CANCELLED, null)
                : report(worker, grant, Outcome.INTERRUPTED, Reasons.OPERATOR);
    }

    ResultAnswers.Line fail(LiveWorker worker, Grant grant) {
        return report(worker, grant, Outcome.FAILED, Reasons.EXIT);
    }

    /// Hears of the cancel and obeys.
    void confirmCancel(LiveWorker worker, Grant grant) {
        var commands = renew(worker, grant, Phase.PREPARING).commands();
        if (commands.isEmpty() || commands.getFirst().type() != Command.Type.CANCEL) {
            throw new IllegalStateException("no cancel came, but " + commands);
        }
        report(worker, grant, Outcome.CANCELLED, null);
    }

    ResultAnswers.Line handBack(LiveWorker worker, Grant grant) {
        return report(worker, grant, Outcome.HAND_BACK, null, Phase.PREPARING, null);
    }

    ResultAnswers.Line report(
            LiveWorker worker, Grant grant, Outcome outcome, @Nullable String reason) {
        return report(worker, grant, outcome, reason, Phase.AGENT, null);
    }

    ResultAnswers.Line succeed(LiveWorker worker, Grant grant, String head) {
        return report(worker, grant, Outcome.SUCCEEDED, null, Phase.PUSHING, head);
    }

    ResultAnswers.Line report(
            LiveWorker worker,
            Grant grant,
            Outcome outcome,
            @Nullable String reason,
            Phase phase,
            @Nullable String head) {
        return report(worker, result(grant, outcome, reason, phase, head));
    }

    ResultAnswers.Line report(LiveWorker worker, Result result) {
        return results.record(worker, result);
    }

    /// The agent has started if the phase says so.
    static Result result(
            Grant grant,
            Outcome outcome,
            @Nullable String reason,
            Phase phase,
            @Nullable String head) {
        return new Result(
                grant.dispatchId(),
                grant.token(),
                outcome,
                reason,
                null,
                phase,
                phase.compareTo(Phase.AGENT) >= 0,
                null,
                grant.branch(),
                null,
                head,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    /// The events of a dispatch's history, in order, with their details.
    List<String> events(UUID dispatch) {
        return jdbc.sql(
                        "select event || coalesce(': ' || detail, '') from history where"
                                + " dispatch_id = :id order by seq")
                .param("id", dispatch)
                .query((row, n) -> row.getString(1))
                .list();
    }

    DispatchState state(UUID dispatch) {
        return DispatchState.valueOf(
                jdbc.sql("select state from dispatch where id = :id")
                        .param("id", dispatch)
                        .query(String.class)
                        .single());
    }

    /// The task's last dispatch, column by column.
    Map<String, @Nullable Object> latest(long task) {
        return jdbc.sql(
                        "select * from dispatch where task_key = :task order by number desc limit"
                                + " 1")
                .param("task", task)
                .query()
                .singleRow();
    }

    UUID latestId(long task) {
        return Objects.requireNonNull((UUID) latest(task).get("id"));
    }

    Map<String, @Nullable Object> row(long task) {
        return jdbc.sql("select * from task where key = :task")
                .param("task", task)
                .query()
                .singleRow();
    }

    long pending(long task) {
        return jdbc.sql(
                        "select count(*) from follow_up where task_key = :task and state ="
                                + " 'pending'")
                .param("task", task)
                .query(Long.class)
                .single();
    }

    List<String> blockers(UUID dispatch) {
        return jdbc.sql("select code from dispatch_blocker where dispatch_id = :id order by code")
                .param("id", dispatch)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /// Makes the lease look as old as this.
    void age(UUID dispatch, Duration past) {
        jdbc.sql(
                        "update lease set lease_until = clock_timestamp() - :ms * interval '1 ms'"
                                + " where dispatch_id = :id")
                .param("ms", past.toMillis())
                .param("id", dispatch)
                .update();
    }

    void due(long task) {
        jdbc.sql(
                        "update dispatch set due_at = clock_timestamp() where task_key = :task and"
                                + " state = 'QUEUED'")
                .param("task", task)
                .update();
    }
}
