package io.dataface.tasks.manager.plan;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The plan's tasks in the registry; touches the plan's own columns alone.
@Component
class PlannedTasks {
    private static final String VALUES =
            """
            from unnest(:ids::text[], :slugs::text[], :paths::text[], :workstreams::text[], :titles::text[],
                        :statuses::text[], :priorities::int[], :milestones::text[], :initiatives::text[],
                        :owners::text[], :persons::text[], :roles::text[], :ownerProblems::text[],
                        :repos::text[], :agents::text[], :completedAts::text[], :completedDays::boolean[],
                        :completedBys::text[], :prNumbers::int[], :prUrls::text[], :hashes::text[], :broken::boolean[])
                 v(id, slug, path, workstream, title, plan_status, priority, milestone, initiative, owner,
                   owner_person, owner_role, owner_problem, repo, agent, plan_completed_at, plan_completed_day,
                   plan_completed_by, plan_pr_number, plan_pr_url, text_hash, broken)
            """;

    private final JdbcClient jdbc;

    PlannedTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A task's row as far as the plan fills it.
    record Stored(long key, TaskState state, boolean gone) {}

    Map<String, Stored> all(String plan) {
        Map<String, Stored> rows = new HashMap<>();
        jdbc.sql("select *, gone_at is not null as gone from task where plan_id = :plan")
                .param("plan", plan)
                .query(
                        (row, _) ->
                                new Stored(
                                        row.getLong("key"),
                                        TaskState.map(row),
                                        row.getBoolean("gone")))
                .list()
                .forEach(r -> rows.put(r.state().id(), r));
        return rows;
    }

    /// Adds tasks and answers their keys by id.
    Map<String, Long> add(String plan, List<TaskState> tasks) {
        Map<String, Long> keys = new HashMap<>();
        for (List<TaskState> chunk : Columns.chunks(tasks)) {
            bind(
                            jdbc.sql(
                                    """
                                    insert into task (plan_id, id, slug, path, workstream, title, plan_status, priority,
                                                      milestone, initiative, owner, owner_person, owner_role,
                                                      owner_problem, repo, agent, plan_completed_at, plan_completed_day,
                                                      plan_completed_by, plan_pr_number, plan_pr_url, text_hash, broken,
                                                      closed_at)
                                    select :plan, v.id, v.slug, v.path, v.workstream, v.title, v.plan_status, v.priority,
                                           v.milestone, v.initiative, v.owner, v.owner_person, v.owner_role,
                                           v.owner_problem, v.repo, v.agent, v.plan_completed_at::timestamptz,
                                           v.plan_completed_day, v.plan_completed_by, v.plan_pr_number, v.plan_pr_url,
                                           v.text_hash, v.broken,
                                           case when v.plan_status in ('completed', 'done', 'cancelled')
                                                then clock_timestamp() end
                                    """
                                            + VALUES
                                            + "order by v.id returning id, key"),
                            plan,
                            chunk)
                    .query((row, _) -> Map.entry(row.getString("id"), row.getLong("key")))
                    .list()
                    .forEach(e -> keys.put(e.getKey(), e.getValue()));
        }
        return keys;
    }

    /// Locks rows in the order in which every move locks them.
    void lock(Collection<Long> keys) {
        jdbc.sql("select key from task where key = any(:keys) order by key for no key update")
                .param("keys", keys.toArray(Long[]::new))
                .query((row, _) -> row.getLong("key"))
                .list();
    }

    /// Writes what the plan says about tasks that are there, or there again.
    void update(String plan, List<TaskState> tasks) {
        for (List<TaskState> chunk : Columns.chunks(tasks)) {
            bind(
                            jdbc.sql(
                                    """
                                    update task t
                                    set slug = v.slug, path = v.path, workstream = v.workstream, title = v.title,
                                        plan_status = v.plan_status, priority = v.priority,
                                        milestone = v.milestone, initiative = v.initiative, owner = v.owner,
                                        owner_person = v.owner_person, owner_role = v.owner_role,
                                        owner_problem = v.owner_problem, repo = v.repo, agent = v.agent,
                                        plan_completed_at = v.plan_completed_at::timestamptz,
                                        plan_completed_day = v.plan_completed_day,
                                        plan_completed_by = v.plan_completed_by,
                                        plan_pr_number = v.plan_pr_number, plan_pr_url = v.plan_pr_url,
                                        text_hash = v.text_hash, broken = v.broken, gone_at = null,
                                        closed_at = case
                                            when v.plan_status in ('completed', 'done', 'cancelled')
                                                 or t.completed_at is not null
                                            then coalesce(t.closed_at, clock_timestamp()) end
                                    """
                                            + VALUES
                                            + "where t.plan_id = :plan and t.id = v.id"),
                            plan,
                            chunk)
                    .update();
        }
    }

    /// Buries tasks that the plan no longer has; their history stays.
    void bury(Collection<Long> keys) {
        jdbc.sql(
                        """
                        update task set gone_at = clock_timestamp(), broken = false,
                                        closed_at = coalesce(closed_at, clock_timestamp())
                        where key = any(:keys) and gone_at is null
                        """)
                .param("keys", keys.toArray(Long[]::new))
                .update();
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, String plan, List<TaskState> tasks) {
        return statement
                .param("plan", plan)
                .param("ids", Columns.texts(tasks, TaskState::id))
                .param("slugs", Columns.texts(tasks, TaskState::slug))
                .param("paths", Columns.texts(tasks, TaskState::path))
                .param("workstreams", Columns.texts(tasks, TaskState::workstream))
                .param("titles", Columns.texts(tasks, TaskState::title))
                .param("statuses", Columns.texts(tasks, TaskState::planStatus))
                .param("priorities", Columns.numbers(tasks, TaskState::priority))
                .param("milestones", Columns.texts(tasks, TaskState::milestone))
                .param("initiatives", Columns.texts(tasks, TaskState::initiative))
                .param("owners", Columns.texts(tasks, TaskState::owner))
                .param("persons", Columns.texts(tasks, TaskState::ownerPerson))
                .param("roles", Columns.texts(tasks, TaskState::ownerRole))
                .param("ownerProblems", Columns.texts(tasks, TaskState::ownerProblem))
                .param("repos", Columns.texts(tasks, TaskState::repo))
                .param("agents", Columns.texts(tasks, TaskState::agent))
                .param("completedAts", Columns.texts(tasks, PlannedTasks::completedAt))
                .param("completedDays", Columns.flags(tasks, t -> t.completed().dayOnly()))
                .param("completedBys", Columns.texts(tasks, t -> t.completed().by()))
                .param("prNumbers", Columns.numbers(tasks, t -> t.completed().prNumber()))
                .param("prUrls", Columns.texts(tasks, t -> t.completed().prUrl()))
                .param("hashes", Columns.texts(tasks, TaskState::textHash))
                .param("broken", Columns.flags(tasks, TaskState::broken));
    }

    private static @Nullable String completedAt(TaskState task) {
        Instant at = task.completed().at();
        return at == null ? null : at.toString();
    }
}
