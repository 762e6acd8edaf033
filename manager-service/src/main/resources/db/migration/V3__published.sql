-- Why: what others may read. The reader role sees this schema and nothing else; views here change by addition only.
do $$
begin
    if not exists (select from pg_roles where rolname = 'tasks_app') then create role tasks_app nologin; end if;
    if not exists (select from pg_roles where rolname = 'tasks_reader') then create role tasks_reader nologin; end if;
end $$;

create schema published;

create view published.plan as
select p.id, p.title, p.source, p.source_kind, p.folder, p.commit_id, p.dirty, p.revision, p.synced_at, p.checked_at, p.error,
       p.default_repository, p.default_agent, p.max_live, p.paused_at, p.paused_by, p.pause_reason
from plan p;

create view published.file as
select plan_id, path, blob, bytes, commit_id, author, authored_at, good_blob, good_bytes,
       error, error_line, error_column, error_rule, error_fix, changed_at
from plan_file;

create view published.problem as
select plan_id, path, line, "column", rule, severity, message, fix from plan_problem;

create view published.task as
select t.key, t.plan_id, t.id, t.slug, t.path, t.workstream, t.title, t.plan_status, t.status, t.state, t.listed_as, t.in_review, t.actions,
       'p' || t.priority as priority, t.milestone, t.initiative, t.owner, t.owner_person, t.owner_role, t.owner_problem, t.repo, t.agent,
       t.broken, t.gone_at, t.repository, t.branch, t.head_sha, t.base_sha, t.review_since, t.completed_at, t.completed_by, t.completed_how,
       t.rejected_sha, t.rejected_at, t.rejected_by, t.reject_reason, t.circuit_at, t.circuit_reason, t.half_open, t.text_hash,
       t.dispatch_id, r.url as repository_url, r.completion_rule
from task_now t
left join repository r on r.name = t.repository;

create view published.dependency as
select td.task_key, td.position, td.named, td.depends_key, td.problem from task_dependency td;

create view published.dispatch as
select d.id, d.task_key, d.number, d.kind, d.state, d.attempt, 'p' || d.priority as priority, d.previous_id, d.queued_at, d.queued_by, d.due_at,
       d.repository, d.branch, d.agent, d.plan_commit, d.text_hash, d.task_text, d.prompt, d.start_sha, d.token, d.worker_id, d.worker_name,
       d.leased_at, d.started_at, d.agent_at, d.ended_at, coalesce(l.phase, d.phase) as phase, d.request, d.request_at, d.request_by,
       d.reason, d.detail, d.exit_code, d.base_sha, d.head_sha, d.session_id, d.tokens_in, d.tokens_out, d.cost_usd, d.unreconciled,
       l.lease_until, l.alive_at, g.length as log_length, g.final_length as log_final_length, g.truncated as log_truncated
from dispatch d
left join lease l on l.dispatch_id = d.id
left join dispatch_log g on g.dispatch_id = d.id;

create view published.history as
select dispatch_id, seq, at, event, from_state, to_state, actor, token, reason, detail from history;

create view published.audit as
select id, at, actor, action, plan_id, task_key, dispatch_id, detail from audit;

create view published.blocker as
select b.dispatch_id, d.task_key, b.code, b.detail, b.until, b.task_key as on_task_key
from dispatch_blocker b
join dispatch d on d.id = b.dispatch_id;

create view published.signal as
select s.task_key, s.code, s.tier, s.detail, s.since from task_signal s;

create view published.follow_up as
select id, task_key, text, author, created_at, state, dispatch_id, delivered_at from follow_up;

create view published.worker as
select w.id, w.name, w.host, w.pool, w.capacity, w.agents, w.labels, w.version, w.registered_at, w.seen_at, w.drain_at, w.drain_by, w.ended_at,
       (select count(*) from lease l where l.worker_id = w.id) as used,
       case when w.ended_at is not null then 'gone'
            when w.seen_at < clock_timestamp() - interval '60 seconds' then 'lost'
            when w.drain_at is not null then 'draining' else 'alive' end as state
from worker w;

create view published.log_chunk as
select dispatch_id, start_offset, stream, at, bytes from log_chunk;

create view published.dispatch_change as
select dispatch_id, base_sha, head_sha, commits, diff, truncated, files, insertions, deletions from dispatch_change;

create view published.pull_request as
select repository, number, task_key, dispatch_id, branch, url, state, head_sha, merged_at, seen_at from pull_request;

create view published.repository as
select name, url, base_branch, pool, completion_rule, max_live, active from repository;

revoke all on schema public from public;
grant usage on schema public to tasks_app;
grant select, insert, update, delete on all tables in schema public to tasks_app;
grant usage on all sequences in schema public to tasks_app;
grant maintain on all tables in schema public to tasks_app;
revoke update, delete on history, audit from tasks_app;
revoke all on flyway_schema_history from tasks_app;
grant usage on schema published to tasks_app, tasks_reader;
grant select on all tables in schema published to tasks_app, tasks_reader;
