package io.dataface.tasks.benchmarks;

import java.sql.SQLException;

/// Rows of a plan and its dispatches, written in bulk as the manager would have written them one
/// by one.
final class Registry {
    private static final String DATABASE = Manager.DATABASE;
    private final Postgres postgres;
    private int tasks;

    Registry(Postgres postgres) throws SQLException {
        this.postgres = postgres;
        postgres.execute(
                DATABASE,
                """
                insert into plan (id, title, source, source_kind, default_repository, default_agent, max_live)
                values ('bench', 'Benchmark', '/nowhere', 'folder', 'main', 'nothing', 1000000) on conflict do nothing
                """);
    }

    /// Adds tasks whose page is about 1 KB; answers the number of the first.
    int addTasks(int count) throws SQLException {
        int first = tasks + 1;
        tasks += count;
        postgres.execute(
                DATABASE,
                """
                insert into plan_file (plan_id, path, blob, bytes)
                select 'bench', 'workstreams/w/tasks/task-' || n || '.md', md5(n::text),
                       convert_to('# Task ' || n || E'\\n\\n' || repeat('Some words about what is to be done. ', 25), 'UTF8')
                from generate_series(%1$d, %2$d) n
                """
                        .formatted(first, tasks),
                """
                insert into task (plan_id, id, slug, path, workstream, title, plan_status, priority, text_hash)
                select 'bench', 'task-' || n, 'task-' || n, 'workstreams/w/tasks/task-' || n || '.md', 'w',
                       'Task ' || n, 'not_started', 2, md5(n::text)
                from generate_series(%1$d, %2$d) n
                """
                        .formatted(first, tasks));
        return first;
    }

    /// Adds so many new tasks, each with a queued START.
    void queue(int count) throws SQLException {
        int first = addTasks(count);
        postgres.execute(
                DATABASE,
                """
                with queued as (
                    insert into dispatch (id, task_key, number, kind, state, priority, queued_by, history_length)
                    select gen_random_uuid(), t.key, 1, 'START', 'QUEUED', t.priority, 'benchmark', 1 from task t
                    where t.id in (select 'task-' || n from generate_series(%d, %d) n)
                    returning id, task_key),
                counted as (update task t set dispatches = 1 from queued q where t.key = q.task_key)
                insert into history (dispatch_id, seq, event, to_state, actor)
                select id, 1, 'queued', 'QUEUED', 'benchmark' from queued
                """
                        .formatted(first, tasks));
        settle();
    }

    /// Statistics and visibility as autovacuum would have them, so that no bulk load runs on into
    /// a measurement.
    void settle() throws SQLException {
        postgres.execute(DATABASE, "vacuum analyze", "checkpoint");
    }

    /// Adds dispatches that are over, 50 a task, each with the four rows of its history.
    void finish(int count) throws SQLException {
        postgres.execute(
                DATABASE,
                """
                insert into worker (id, name, host, pool, capacity, agents, version, ended_at)
                values ('00000000-0000-4000-8000-000000000000', 'earlier', 'host', 'default', 16, '{nothing}', '1', clock_timestamp())
                on conflict do nothing
                """);
        int each = 50;
        int chunk = 1000;
        for (int done = 0; done < count; done += chunk * each) {
            int first = addTasks(chunk);
            postgres.execute(DATABASE, finished(first, tasks, each));
        }
        settle();
    }

    private static String finished(int first, int last, int each) {
        return """
        with over as (
            insert into dispatch (id, task_key, number, kind, state, priority, queued_by, queued_at, repository, branch, agent,
                text_hash, task_text, prompt, token, worker_id, worker_name, leased_at, started_at, agent_at, ended_at,
                phase, exit_code, head_sha, base_sha, history_length)
            select gen_random_uuid(), t.key, k, 'START', 'SUCCEEDED', 2, 'benchmark', clock_timestamp() - interval '9 days', 'main', 'task/' || t.slug,
                'nothing', t.text_hash, repeat('Some words. ', 10), repeat('Some more words. ', 10), nextval('fencing_token'),
                '00000000-0000-4000-8000-000000000000', 'earlier', clock_timestamp() - interval '8 days', clock_timestamp() - interval '8 days',
                clock_timestamp() - interval '8 days', clock_timestamp() - interval '7 days', 'AGENT', 0, md5(t.id), md5(t.id), 4
            from task t cross join generate_series(1, %3$d) k
            where t.id in (select 'task-' || n from generate_series(%1$d, %2$d) n)
            returning id),
        kept as (insert into dispatch_log (dispatch_id, final_length) select id, 0 from over)
        insert into history (dispatch_id, seq, event, from_state, to_state, actor)
        select o.id, e.seq, e.event, e.from_state, e.to_state, 'earlier' from over o
        cross join (values (1, 'queued', null, 'QUEUED'), (2, 'leased', 'QUEUED', 'LEASED'), (3, 'running', 'LEASED', 'RUNNING'),
            (4, 'succeeded', 'RUNNING', 'SUCCEEDED')) e (seq, event, from_state, to_state)
        """
                .formatted(first, last, each);
    }

    long count(String query) throws SQLException {
        return postgres.number(DATABASE, query);
    }
}
