-- Why: one classification. The claim, the lists, the counts and the API all read these views, so they cannot disagree.

-- Where a task runs and with what: its own word, else the plan's.
create view task_fact as
select t.key as task_key, t.status, t.in_review,
       coalesce(t.repo, p.default_repository) as wanted_repository,
       coalesce(t.agent, p.default_agent) as wanted_agent
from task t
join plan p on p.id = t.plan_id;

-- These views never join a view of tasks to tasks: with young statistics that was quadratic. What limits count does not
-- depend on the row (array(...)): it is counted once a statement, not once a dispatch.
create view dispatch_blocker as
select d.id as dispatch_id, b.code, b.detail, b.until, b.task_key
from dispatch d
join task t on t.key = d.task_key
join plan p on p.id = t.plan_id
left join repository r on r.name = coalesce(t.repo, p.default_repository) and r.active
cross join lateral (
    select 'task_gone' as code, 'the plan no longer has this task' as detail, null::timestamptz as until, null::bigint as task_key
    where t.gone_at is not null
    union all
    select 'task_completed', 'the task is completed', null, null where t.status = 'completed'
    union all
    select 'task_cancelled', 'the task is cancelled in the plan', null, null where t.status = 'cancelled'
    union all
    select 'task_broken', 'the task''s file does not parse; its last good text would not be what runs: mend ' || t.path, null, null
    where t.broken
    union all
    select 'owner_unknown', t.owner_problem, null, null where t.owner_problem is not null
    union all
    select 'dependency',
           coalesce(td.problem,
               case when dt.status = 'cancelled' then 'depends on ' || dt.id || ', which is cancelled: take it out of depends_on'
                    when dt.gone_at is not null then 'depends on ' || dt.id || ', which the plan no longer has'
                    when dt.in_review then 'waits for ' || dt.id || ', whose branch waits for review'
                    else 'waits for ' || dt.id end),
           null, td.depends_key
    from task_dependency td
    left join task dt on dt.key = td.depends_key
    where td.task_key = t.key and d.kind = 'START' and (td.problem is not null or dt.status <> 'completed')
    union all
    select 'no_repository',
           case when coalesce(t.repo, p.default_repository) is null
                then 'no code repository is configured: set tasks.repositories (locally: up --repo <dir or URL>)'
                else 'the repository "' || coalesce(t.repo, p.default_repository) || '" is not configured: add it to tasks.repositories' end, null, null
    where r.name is null
    union all
    select 'no_agent',
           case when coalesce(t.agent, p.default_agent) is null
                then 'no agent is configured: set tasks.agents (locally: up --agent <command>)'
                else 'the agent "' || coalesce(t.agent, p.default_agent) || '" is not configured: add it to tasks.agents' end, null, null
    where not exists (select from agent a where a.name = coalesce(t.agent, p.default_agent) and a.active)
    union all
    select 'circuit', t.circuit_reason || '; retry tries once more', null, null
    where t.circuit_at is not null and not t.half_open
    union all
    select 'awaits_review', 'a pushed branch waits for review: accept it, reject it or follow up', null, null
    where d.kind = 'START' and t.in_review
    union all
    select case when d.unreconciled then 'unreconciled' else 'not_before' end,
           case when d.unreconciled then 'an earlier push has no known result and the remote cannot be read yet'
                else 'backing off after ' || coalesce(lower(pd.state) || coalesce(' (' || pd.reason || ')', ''), 'an earlier attempt') end,
           d.due_at, null
    from (select 1) one left join dispatch pd on pd.id = d.previous_id
    where d.due_at > clock_timestamp()
    union all
    select 'paused', 'the queue is paused by ' || p.paused_by || coalesce(': ' || p.pause_reason, ''), null, null
    where p.paused_at is not null
    union all
    select 'limit_reached', 'plan ' || p.id || ' already runs ' || p.max_live || ' of ' || p.max_live, null, null
    where p.id = any (array(
        select lp.id from lease l join plan lp on lp.id = l.plan_id group by lp.id having count(*) >= lp.max_live))
    union all
    select 'limit_reached', 'repository ' || r.name || ' already runs ' || r.max_live || ' of ' || r.max_live, null, null
    where r.name = any (array(
        select lr.name from lease l join repository lr on lr.name = l.repository group by lr.name having count(*) >= lr.max_live))
    union all
    select 'limit_reached', 'all of ' || o.max_live || ' runs are taken', null, null
    from overall_limit o where (select count(*) from lease) >= o.max_live
) b
where d.state = 'QUEUED';

-- Why someone should look at a task. One row a task and reason; the tier says who: automation first, then a person.
create view task_signal as
select t.key as task_key, s.code, s.tier, s.detail, s.since
from task t
left join lateral (select * from dispatch d where d.task_key = t.key order by d.number desc limit 1) d on true
cross join lateral (
    select case d.state when 'STALLED' then 'dispatch_stalled' when 'INTERRUPTED' then 'dispatch_interrupted'
                        when 'WORKER_GONE' then 'worker_gone' else 'dispatch_failed' end as code,
           'person' as tier, coalesce(d.detail, d.reason, lower(d.state)) as detail, d.ended_at as since
    where d.state in ('FAILED', 'TIMED_OUT', 'STALLED', 'INTERRUPTED', 'WORKER_GONE') and t.status = 'not_started' and t.gone_at is null
    union all
    select 'circuit_open', 'person', t.circuit_reason, t.circuit_at
    where t.circuit_at is not null and not t.half_open and d.state = 'QUEUED' and t.status = 'not_started' and t.gone_at is null
    union all
    select 'awaits_review', 'person', 'branch ' || t.branch || ' at ' || left(t.head_sha, 9) || ' waits for review', t.review_since
    where t.in_review and t.gone_at is null and d.ended_at is not null
    union all
    select b.code, 'person', b.detail, d.queued_at
    from dispatch_blocker b
    where d.state = 'QUEUED' and b.dispatch_id = d.id and b.code in ('task_broken', 'owner_unknown', 'no_repository', 'no_agent')
    union all
    select 'dependency_problem', 'person', b.problem, d.queued_at
    from task_dependency b
    where d.state = 'QUEUED' and b.task_key = t.key and b.problem is not null
    union all
    select 'dispatch_completed_unreconciled', 'automation', 'an earlier push has no known result', d.queued_at
    where d.state = 'QUEUED' and d.unreconciled
    union all
    select 'plan_moved', 'automation',
           case when t.gone_at is not null then 'the plan no longer has this task' when t.status <> 'not_started' then 'the task is ' || t.status
                else 'the task''s text changed after this run began' end, d.leased_at
    where d.state in ('LEASED', 'RUNNING') and (t.gone_at is not null or t.status <> 'not_started' or t.text_hash <> d.text_hash)
    union all
    select 'pickup_overdue', 'person', 'ready for ' || extract(epoch from clock_timestamp() - greatest(d.queued_at, d.due_at))::bigint / 60
           || ' min and no worker took it: is one running for its agent and pool?', greatest(d.queued_at, d.due_at)
    where d.state = 'QUEUED' and greatest(d.queued_at, d.due_at) < clock_timestamp() - interval '2 minutes'
      and not exists (select from dispatch_blocker b where b.dispatch_id = d.id)
) s;

-- A task as people see it now: status, live state, the group it is listed in, and what may be done to it.
create view task_now as
select t.key as task_key, t.*,
       case when d.state = 'QUEUED' and bl.blocked then 'WAITING'
            when d.state in ('QUEUED', 'LEASED', 'RUNNING') then d.state else 'IDLE' end as state,
       case when sg.person then 'needs_person'
            when d.state in ('LEASED', 'RUNNING') then 'active'
            when d.state = 'QUEUED' and bl.blocked then 'waiting'
            when d.state = 'QUEUED' then 'ready'
            when d.ended_at is not null then 'finished'
            else 'idle' end as listed_as,
       d.id as dispatch_id,
       array_remove(array[
           case when t.status = 'not_started' and t.gone_at is null and not t.in_review and t.circuit_at is null
                     and (d.id is null or d.ended_at is not null) then 'kickoff' end,
           case when t.status = 'not_started' and t.gone_at is null
                     and (d.state in ('FAILED', 'TIMED_OUT', 'STALLED', 'INTERRUPTED', 'WORKER_GONE', 'CANCELLED')
                          or (d.state = 'QUEUED' and (d.due_at > clock_timestamp() or t.circuit_at is not null))) then 'retry' end,
           case when t.status = 'not_started' and t.gone_at is null and d.id is not null then 'follow-up' end,
           case when d.state = 'RUNNING' and d.request is null then 'interrupt' end,
           case when d.state = 'QUEUED' then 'take-out' end,
           case when d.state in ('LEASED', 'RUNNING') and coalesce(d.request, 'INTERRUPT') = 'INTERRUPT' then 'cancel' end,
           case when t.in_review and d.ended_at is not null then 'accept' end,
           case when t.in_review and d.ended_at is not null then 'reject' end,
           case when t.status = 'not_started' and t.gone_at is null and not t.in_review and (d.id is null or d.ended_at is not null) then 'complete' end
       ], null) as actions
from task t
left join lateral (select * from dispatch d where d.task_key = t.key order by d.number desc limit 1) d on true
left join lateral (select exists (select from dispatch_blocker b where b.dispatch_id = d.id) as blocked) bl on d.state = 'QUEUED'
left join lateral (select exists (select from task_signal s where s.task_key = t.key and s.tier = 'person') as person) sg on true;
