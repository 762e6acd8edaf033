package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.published.PlanSettings;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads what happened to a task from the published views.
@Component
public class RunReads {

    private static final int MOST = 100;

    private final JdbcClient db;
    private final PlanSettings plan;
    private final JsonMapper json;

    RunReads(JdbcClient db, PlanSettings plan, JsonMapper json) {
        this.db = db;
        this.plan = plan;
        this.json = json;
    }

    /// A task of the plan that is shown.
    Optional<TaskState> findTask(long key) {
        return db.sql(
                        "select "
                                + TaskState.COLUMNS
                                + " from published.task t where t.plan_id = :plan and t.key = :key")
                .param("plan", plan.planId())
                .param("key", key)
                .query((row, n) -> TaskState.of(row))
                .optional();
    }

    /// A task's runs, newest first, at most 100.
    List<Run> runs(long key) {
        return db.sql(
                        "select "
                                + Run.COLUMNS
                                + " from published.dispatch d where d.task_key = :key"
                                + " order by d.number desc limit :most")
                .param("key", key)
                .param("most", MOST)
                .query(RunReads::run)
                .list();
    }

    Optional<Run> findRun(UUID id) {
        return db.sql("select " + Run.COLUMNS + " from published.dispatch d where d.id = :id")
                .param("id", id)
                .query(RunReads::run)
                .optional();
    }

    /// What the agent was given; empty where no worker has had the run yet.
    Optional<String> findPrompt(UUID id) {
        return db.sql("select coalesce(prompt, '') from published.dispatch where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .filter(prompt -> !prompt.isEmpty());
    }

    /// Why tasks are to be looked at, in one statement for all of them.
    public List<Signal> signals(Collection<Long> tasks) {
        return db.sql(
                        """
                        select task_key, code, tier, detail, since from published.signal
                        where task_key = any(:keys) order by tier desc, since\
                        """)
                .param("keys", tasks.toArray(Long[]::new))
                .query(
                        (row, n) ->
                                new Signal(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        Columns.instant(row, "since")))
                .list();
    }

    /// Why queued runs do not start, in one statement for all of them.
    public List<Blocker> blockers(Collection<Long> tasks) {
        return db.sql(
                        """
                        select b.dispatch_id, b.code, b.detail, b.until, t.title, t.path
                        from published.blocker b
                        left join published.task t on t.key = b.on_task_key
                        where b.task_key = any(:keys) order by b.until nulls first, b.detail\
                        """)
                .param("keys", tasks.toArray(Long[]::new))
                .query(
                        (row, n) ->
                                new Blocker(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getString(3),
                                        Columns.instant(row, "until"),
                                        row.getString(5),
                                        row.getString(6)))
                .list();
    }

    /// A run's history, newest first.
    List<HistoryEvent> history(UUID id) {
        return db.sql(
                        """
                        select seq, at, lag(at) over (order by seq) as before, event, to_state, actor,
                               reason, detail
                        from published.history where dispatch_id = :id
                        order by seq desc limit 200\
                        """)
                .param("id", id)
                .query(RunReads::event)
                .list();
    }

    /// A task's follow-ups, newest first.
    List<FollowUp> followUps(long key) {
        return db.sql(
                        """
                        select text, author, created_at, state, dispatch_id
                        from published.follow_up where task_key = :key
                        order by created_at desc, id limit 50\
                        """)
                .param("key", key)
                .query(
                        (row, n) ->
                                new FollowUp(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getTimestamp(3).toInstant(),
                                        row.getString(4),
                                        row.getObject(5, UUID.class)))
                .list();
    }

    /// A task's pull requests, newest first.
    List<PullRequest> pulls(long key) {
        return db.sql(
                        """
                        select repository, number, url, state, merged_at from published.pull_request
                        where task_key = :key order by number desc limit 20\
                        """)
                .param("key", key)
                .query(
                        (row, n) ->
                                new PullRequest(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getString(4),
                                        Columns.instant(row, "merged_at")))
                .list();
    }

    /// The text that a run's agent was given, and its task's text as it is now.
    Optional<PlanMoved.Texts> findTexts(UUID run) {
        return db.sql(
                        """
                        select d.task_text, f.bytes, t.path
                        from published.dispatch d
                        join published.task t on t.key = d.task_key
                        join published.file f on f.plan_id = t.plan_id and f.path = t.path
                        where d.id = :run and d.task_text is not null\
                        """)
                .param("run", run)
                .query(
                        (row, n) ->
                                new PlanMoved.Texts(
                                        row.getString("path"),
                                        row.getString("task_text"),
                                        new String(row.getBytes("bytes"), StandardCharsets.UTF_8)))
                .optional();
    }

    /// The newest change among a task's runs.
    Optional<Changes> findLatestChanges(long key) {
        return changes("d.task_key = :id order by d.number desc limit 1", key);
    }

    /// The change that a run made.
    Optional<Changes> findChanges(UUID id) {
        return changes("d.id = :id", id);
    }

    /// A change's diff as it is kept.
    Optional<String> findDiff(UUID id) {
        return db.sql("select diff from published.dispatch_change where dispatch_id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    private Optional<Changes> changes(String where, Object id) {
        return db.sql(
                        """
                        select c.dispatch_id, c.base_sha, c.head_sha, c.commits, c.diff, c.truncated,
                               c.files, c.insertions, c.deletions
                        from published.dispatch_change c
                        join published.dispatch d on d.id = c.dispatch_id
                        where %s\
                        """
                                .formatted(where))
                .param("id", id)
                .query((row, n) -> change(row))
                .optional();
    }

    private Changes change(ResultSet row) throws SQLException {
        return new Changes(
                row.getObject("dispatch_id", UUID.class),
                row.getString("base_sha"),
                row.getString("head_sha"),
                json.readValue(
                        row.getString("commits"), new TypeReference<List<Changes.Commit>>() {}),
                FileDiff.parse(row.getString("diff"), Changes.LINES),
                row.getBoolean("truncated"),
                row.getInt("files"),
                row.getInt("insertions"),
                row.getInt("deletions"));
    }

    private static HistoryEvent event(ResultSet row, int n) throws SQLException {
        return new HistoryEvent(
                row.getInt("seq"),
                row.getTimestamp("at").toInstant(),
                Columns.instant(row, "before"),
                row.getString("event"),
                row.getString("to_state"),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("detail"));
    }

    private static Run run(ResultSet row, int n) throws SQLException {
        Run run = Run.of(row);
        if (run == null) {
            throw new SQLException("a dispatch without an id");
        }
        return run;
    }
}
