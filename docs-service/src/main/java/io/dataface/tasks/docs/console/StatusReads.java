package io.dataface.tasks.docs.console;

import static java.util.stream.Collectors.groupingBy;

import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.frame.Recent;
import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.run.Blocker;
import io.dataface.tasks.docs.run.Columns;
import io.dataface.tasks.docs.run.Run;
import io.dataface.tasks.docs.run.RunReads;
import io.dataface.tasks.docs.run.Signal;
import io.dataface.tasks.docs.run.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the console's pages, each in a fixed number of statements. The lists are the registry's
/// own: nothing is classified here.
@Component
class StatusReads {

    private static final int FINISHED = 20;
    private static final int LISTED = 200;
    private static final int LETTERS = 20;

    // Sizes are counted over all rows, places over those of one list; only then is cut.
    private static final String ROWS =
            """
            select * from (
              select %s, %s,
                count(*) over lists as group_size,
                count(*) filter (where d.ended_at > now() - interval '24 hours') over lists as recent,
                count(*) filter (where d.ended_at > now() - interval '24 hours'
                    and d.state = 'SUCCEEDED' and d.number = 1) over lists as first_try,
                row_number() over (lists order by
                    case when t.listed_as = 'finished' then -extract(epoch from d.ended_at) end,
                    d.priority, d.queued_at, d.id) as place,
                row_number() over (partition by d.state = 'QUEUED'
                    order by d.priority, d.queued_at, d.id) as queue_place
              from published.task t left join published.dispatch d on d.id = t.dispatch_id
              where t.plan_id = :plan and (t.listed_as <> 'idle' or t.owner_problem is not null)
              window lists as (partition by t.listed_as)
            ) row
            where place <= case when listed_as = 'finished' then :finished else :listed end
            order by place\
            """
                    .formatted(TaskState.COLUMNS, Run.COLUMNS);

    private final JdbcClient db;
    private final RunReads runs;
    private final PlanSettings plan;
    private final InstantSource clock;
    private final Recent<String, StatusPage> status;

    StatusReads(
            JdbcClient db,
            RunReads runs,
            PlanSettings plan,
            Freshness freshness,
            InstantSource clock) {
        this.db = db;
        this.runs = runs;
        this.plan = plan;
        this.clock = clock;
        this.status = new Recent<>(freshness, 10, _ -> 1);
    }

    /// The status of the plan.
    StatusPage status() {
        return status.get(plan.planId(), _ -> read());
    }

    private StatusPage read() {
        Map<String, Integer> counts = new HashMap<>();
        int[] finished = new int[2];
        List<StatusRow> bare =
                db.sql(ROWS)
                        .param("plan", plan.planId())
                        .param("finished", FINISHED)
                        .param("listed", LISTED)
                        .query((row, n) -> row(row, counts, finished))
                        .list();
        List<Long> keys = bare.stream().map(row -> row.task().key()).toList();
        Map<Long, List<Signal>> signals =
                runs.signals(keys).stream().collect(groupingBy(Signal::taskKey));
        Map<UUID, List<Blocker>> blockers =
                runs.blockers(keys).stream().collect(groupingBy(Blocker::dispatchId));
        List<StatusRow> rows = bare.stream().map(row -> with(row, signals, blockers)).toList();
        Optional<PlanState> found = findPlan();
        return new StatusPage(
                found.orElse(null),
                in(rows, "needs_person"),
                in(rows, "active"),
                queue(rows),
                in(rows, "finished"),
                counts,
                finished[0],
                finished[1],
                workers().stream().filter(worker -> !worker.state().equals("gone")).toList(),
                problems(rows),
                found.map(PlanState::deadLetters).orElse(0) == 0 ? List.of() : deadLetters(),
                clock.instant());
    }

    private Optional<PlanState> findPlan() {
        return db.sql(
                        """
                        select id, title, source, commit_id, dirty, checked_at, error, paused_at,
                               paused_by, pause_reason,
                               (select count(*) from published.dead_letter) as dead_letters
                        from published.plan where id = :plan\
                        """)
                .param("plan", plan.planId())
                .query(
                        (row, n) ->
                                new PlanState(
                                        row.getString("id"),
                                        row.getString("title"),
                                        row.getString("source"),
                                        row.getString("commit_id"),
                                        row.getBoolean("dirty"),
                                        Columns.instant(row, "checked_at"),
                                        row.getString("error"),
                                        Columns.instant(row, "paused_at"),
                                        row.getString("paused_by"),
                                        row.getString("pause_reason"),
                                        row.getInt("dead_letters")))
                .optional();
    }

    /// Workers that are here or were until lately.
    List<WorkerRow> workers() {
        return db.sql(
                        """
                        select id, name, host, pool, capacity, used, agents, labels, version,
                               registered_at, seen_at, ended_at, drain_by, state
                        from published.worker
                        where state in ('alive', 'draining')
                           or coalesce(ended_at, seen_at) > now() - interval '1 hour'
                        order by state in ('lost', 'gone'), name, registered_at desc limit 200\
                        """)
                .query((row, n) -> worker(row))
                .list();
    }

    private List<DeadLetter> deadLetters() {
        return db.sql(
                        """
                        select id, pool, problem, bytes, kept_at from published.dead_letter
                        order by kept_at, id limit :limit\
                        """)
                .param("limit", LETTERS)
                .query(
                        (row, n) ->
                                new DeadLetter(
                                        row.getObject("id", UUID.class),
                                        row.getString("pool"),
                                        row.getString("problem"),
                                        row.getInt("bytes"),
                                        Columns.instant(row, "kept_at")))
                .list();
    }

    // Files that do not parse; owners and dependencies that nobody answers to.
    private List<PlanProblem> problems(List<StatusRow> rows) {
        List<PlanProblem> problems =
                new ArrayList<>(
                        db.sql(
                                        """
                                        select path, error_line, error, error_fix
                                        from published.file
                                        where plan_id = :plan and error is not null
                                        union all
                                        select t.path, null, d.problem, 'mend depends_on'
                                        from published.dependency d
                                        join published.task t on t.key = d.task_key
                                        where t.plan_id = :plan and d.problem is not null
                                          and t.gone_at is null
                                        order by 1, 2 limit 100\
                                        """)
                                .param("plan", plan.planId())
                                .query(
                                        (row, n) ->
                                                new PlanProblem(
                                                        row.getString(1),
                                                        row.getObject(2, Integer.class),
                                                        row.getString(3),
                                                        row.getString(4)))
                                .list());
        for (StatusRow row : rows) {
            String owner = row.task().ownerProblem();
            if (owner != null) {
                problems.add(new PlanProblem(row.task().path(), null, owner, null));
            }
        }
        return problems;
    }

    private static StatusRow row(ResultSet row, Map<String, Integer> counts, int[] finished)
            throws SQLException {
        TaskState task = TaskState.of(row);
        Run run = Run.of(row);
        counts.put(task.group(), row.getInt("group_size"));
        if (task.group().equals("finished")) {
            finished[0] = row.getInt("recent");
            finished[1] = row.getInt("first_try");
        }
        boolean queued = run != null && run.queued();
        return new StatusRow(
                task, run, queued ? row.getInt("queue_place") : 0, List.of(), List.of());
    }

    private static StatusRow with(
            StatusRow row, Map<Long, List<Signal>> signals, Map<UUID, List<Blocker>> blockers) {
        Run run = row.run();
        return new StatusRow(
                row.task(),
                run,
                row.position(),
                signals.getOrDefault(row.task().key(), List.of()),
                run == null ? List.of() : blockers.getOrDefault(run.id(), List.of()));
    }

    private static List<StatusRow> in(List<StatusRow> rows, String group) {
        return rows.stream().filter(row -> row.task().group().equals(group)).toList();
    }

    private static List<StatusRow> queue(List<StatusRow> rows) {
        return rows.stream()
                .filter(
                        row ->
                                row.task().group().equals("ready")
                                        || row.task().group().equals("waiting"))
                .sorted(Comparator.comparingInt(StatusRow::position))
                .toList();
    }

    private static WorkerRow worker(ResultSet row) throws SQLException {
        Instant registered = Columns.instant(row, "registered_at");
        Instant seen = Columns.instant(row, "seen_at");
        return new WorkerRow(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("host"),
                row.getString("pool"),
                row.getInt("capacity"),
                row.getInt("used"),
                Columns.texts(row, "agents"),
                Columns.texts(row, "labels"),
                row.getString("version"),
                registered == null ? Instant.EPOCH : registered,
                seen == null ? Instant.EPOCH : seen,
                Columns.instant(row, "ended_at"),
                row.getString("drain_by"),
                row.getString("state"));
    }
}
