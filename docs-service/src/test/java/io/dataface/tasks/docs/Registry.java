package io.dataface.tasks.docs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts tasks into every state that the console shows, by rows as the manager writes them.
public final class Registry {

    private final JdbcClient db;
    private final String plan;
    private long token;

    public Registry(PlanDatabase database, String plan) {
        this.db = database.jdbc();
        this.plan = plan;
    }

    /// A plan with tasks of these slugs in one workstream; `title` is the slug with spaces.
    public static Map<String, String> planOf(String... slugs) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("README.md", "# Pilot\n\nWelcome.\n");
        texts.put(
                "workstreams/core/index.md",
                "---\nslug: core\ntitle: Core\n---\n\n# Core\n\n{{ tasks_by_milestone() }}\n");
        for (String slug : slugs) {
            texts.put(
                    "workstreams/core/tasks/" + slug + ".md",
                    """
                    ---
                    id: %s
                    title: %s
                    priority: p1
                    ---

                    ## Problem

                    What %s is about, in a sentence or two, so that the page has something to read.

                    ## Plan

                    1. Do it.
                    2. Test it.
                    """
                            .formatted(id(slug), title(slug), title(slug)));
        }
        return texts;
    }

    public static String id(String slug) {
        return "CORE-" + slug.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }

    public static String title(String slug) {
        return Character.toUpperCase(slug.charAt(0)) + slug.substring(1).replace('-', ' ');
    }

    public void configure() {
        db.sql(
                        """
                        insert into repository (name, url, completion_rule)
                        values ('code', '/srv/code.git', 'branch_pushed') on conflict do nothing\
                        """)
                .update();
        db.sql("insert into agent (name) values ('claude') on conflict do nothing").update();
        db.sql("update plan set default_repository = 'code', default_agent = 'claude' where id = ?")
                .param(plan)
                .update();
    }

    public long key(String slug) {
        return db.sql("select key from task where plan_id = ? and id = ?")
                .params(plan, id(slug))
                .query(Long.class)
                .single();
    }

    public UUID worker(String name, int capacity) {
        UUID id = UUID.randomUUID();
        db.sql(
                        """
                        insert into worker (id, name, host, pool, capacity, agents, version)
                        values (?, ?, 'build-1', 'default', ?, '{claude}', '0.1.0')\
                        """)
                .params(id, name, capacity)
                .update();
        return id;
    }

    /// A queued run.
    public UUID queued(String slug) {
        UUID id = UUID.randomUUID();
        db.sql(
                        """
                        insert into dispatch (id, task_key, number, kind, state, priority, queued_by,
                                              queued_at, due_at)
                        select ?, key, dispatches + 1, 'START', 'QUEUED', priority, 'dave',
                               now() - interval '3 minutes', now() - interval '1 minute'
                        from task where key = ?\
                        """)
                .params(id, key(slug))
                .update();
        db.sql("update task set dispatches = dispatches + 1 where key = ?")
                .param(key(slug))
                .update();
        history(id, "queued", null, "QUEUED", "dave", null);
        return id;
    }

    /// A run that a worker has had for some time.
    public UUID running(String slug, UUID worker, Duration since) {
        UUID id = queued(slug);
        token++;
        db.sql(
                        """
                        update dispatch set state = 'RUNNING', token = ?, worker_id = ?,
                            worker_name = (select name from worker where id = ?), phase = 'AGENT',
                            agent = 'claude', repository = 'code', branch = ?, prompt = ?,
                            plan_commit = '3f9c2ab6d1e84c0f9a7b5d2e1c3f4a5b6c7d8e9f', base_sha = repeat('a1', 20),
                            queued_at = now() - ? * interval '1 second' - interval '2 s',
                            leased_at = now() - ? * interval '1 second',
                            started_at = now() - ? * interval '1 second' where id = ?\
                        """)
                .params(
                        token,
                        worker,
                        worker,
                        "task/" + slug,
                        "# " + title(slug) + "\n\nWork in this repository.",
                        since.toSeconds(),
                        since.toSeconds(),
                        since.toSeconds(),
                        id)
                .update();
        db.sql(
                        """
                        insert into lease (dispatch_id, token, worker_id, plan_id, repository, lease_until, phase)
                        select ?, ?, ?, t.plan_id, coalesce(d.repository, 'main'), now() + interval '1 hour', 'AGENT'
                        from dispatch d join task t on t.key = d.task_key where d.id = ?\
                        """)
                .params(id, token, worker, id)
                .update();
        history(id, "leased", "QUEUED", "LEASED", "manager", null);
        history(id, "started", "LEASED", "RUNNING", "w-1", null);
        return id;
    }

    /// Ends a run that a worker has.
    public void ended(
            UUID run,
            String state,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Integer exit) {
        db.sql("delete from lease where dispatch_id = ?").param(run).update();
        db.sql(
                        """
                        update dispatch set state = ?, reason = ?, detail = ?, exit_code = ?,
                            ended_at = now() - interval '2 minutes',
                            head_sha = case when ? = 'SUCCEEDED' then repeat('c4', 20) end where id = ?\
                        """)
                .param(state)
                .param(reason)
                .param(detail)
                .param(exit)
                .param(state)
                .param(run)
                .update();
        history(run, "ended", "RUNNING", state, "w-1", reason);
    }

    /// A branch that is pushed and waits for a person.
    public void review(String slug) {
        db.sql(
                        """
                        update task set repository = 'code', branch = ?, head_sha = repeat('c4', 20),
                            base_sha = repeat('a1', 20), review_since = now() - interval '12 minutes'
                        where key = ?\
                        """)
                .params("task/" + slug, key(slug))
                .update();
    }

    public void rejected(String slug, String reason) {
        db.sql(
                        """
                        update task set review_since = null, rejected_sha = head_sha, rejected_at = now(),
                            rejected_by = 'erin', reject_reason = ? where key = ?\
                        """)
                .params(reason, key(slug))
                .update();
    }

    public void completed(String slug) {
        db.sql(
                        """
                        update task set completed_at = now(), completed_by = 'dave',
                            completed_how = 'accepted', review_since = null where key = ?\
                        """)
                .param(key(slug))
                .update();
    }

    public void dependsOn(String slug, String other) {
        db.sql(
                        """
                        insert into task_dependency (task_key, position, named, depends_key)
                        values (?, 0, ?, ?)\
                        """)
                .params(key(slug), other, key(other))
                .update();
    }

    public void change(UUID run, String commits, String diff) {
        db.sql(
                        """
                        insert into dispatch_change (dispatch_id, base_sha, head_sha, commits, diff,
                            truncated, files, insertions, deletions)
                        values (?, repeat('a1', 20), repeat('c4', 20), ?::jsonb, ?, false, 2, 9, 2)\
                        """)
                .params(run, commits, diff)
                .update();
    }

    public void followUp(String slug, String text, String state, @Nullable UUID run) {
        db.sql(
                        """
                        insert into follow_up (id, task_key, text, author, state, dispatch_id, delivered_at)
                        values (gen_random_uuid(), ?, ?, 'dave', ?, ?,
                            case when ? = 'delivered' then now() end)\
                        """)
                .param(key(slug))
                .param(text)
                .param(state)
                .param(run)
                .param(state)
                .update();
    }

    /// Appends to a run's log.
    public void log(UUID run, String stream, String text) {
        log(run, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    public void log(UUID run, String stream, byte[] bytes) {
        db.sql("insert into dispatch_log (dispatch_id) values (?) on conflict do nothing")
                .param(run)
                .update();
        db.sql(
                        """
                        insert into log_chunk (dispatch_id, start_offset, stream, bytes)
                        select dispatch_id, length, ?, ? from dispatch_log where dispatch_id = ?\
                        """)
                .params(stream, bytes, run)
                .update();
        db.sql("update dispatch_log set length = length + ? where dispatch_id = ?")
                .params(bytes.length, run)
                .update();
    }

    public void logEnded(UUID run) {
        db.sql("update dispatch_log set final_length = length where dispatch_id = ?")
                .param(run)
                .update();
    }

    public void tell(String payload) {
        db.sql("select pg_notify('tasks_changed', ?)").param(payload).query().listOfRows();
    }

    public void history(
            UUID run,
            String event,
            @Nullable String from,
            String to,
            String actor,
            @Nullable String reason) {
        db.sql(
                        """
                        insert into history (dispatch_id, seq, event, from_state, to_state, actor, reason)
                        select ?, 1 + count(*), ?, ?, ?, ?, ? from history where dispatch_id = ?\
                        """)
                .param(run)
                .param(event)
                .param(from)
                .param(to)
                .param(actor)
                .param(reason)
                .param(run)
                .update();
    }
}
