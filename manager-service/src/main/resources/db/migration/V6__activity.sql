-- Why: what happened is read by day, whoever made it happen: the plan's own record of a completion counts as the registry's does.
alter table task
    add column plan_completed_at  timestamptz,
    add column plan_completed_day boolean not null default false,
    add column plan_completed_by  text,
    add column plan_pr_number     integer,
    add column plan_pr_url        text;

create index task_completed on task (plan_id, coalesce(completed_at, plan_completed_at))
    where status = 'completed' and coalesce(completed_at, plan_completed_at) is not null;
create index task_in_review on task (plan_id) where in_review;
create index audit_plan on audit (plan_id, at);
create index pull_request_merged on pull_request (merged_at) where state = 'merged';
create index pull_request_number on pull_request (number);
create index pull_request_task on pull_request (task_key);

create view published.completed_task as
select t.plan_id, coalesce(t.completed_at, t.plan_completed_at) as at, t.completed_at is null and t.plan_completed_day as whole_day,
       t.key as task_key, t.id as task_id, t.title, t.path, t.workstream, coalesce(t.owner_person, t.owner) as owner,
       coalesce(t.completed_by, t.plan_completed_by) as actor,
       (select d.agent from dispatch d where d.task_key = t.key and d.agent is not null order by d.number desc limit 1) as agent,
       coalesce(t.plan_pr_number, r.number) as pr_number, coalesce(t.plan_pr_url, r.url) as pr_url,
       coalesce(t.completed_how, 'plan') as outcome
from task t
left join lateral (select r.number, r.url from pull_request r where r.task_key = t.key order by r.number desc limit 1) r on t.plan_pr_number is null
where t.status = 'completed' and coalesce(t.completed_at, t.plan_completed_at) is not null;

create view published.activity as
select plan_id, at, 'completed' as kind, 'task-' || task_key as id, whole_day, task_key, task_id, title, path, workstream,
       owner, actor, agent, pr_number, pr_url, null::uuid as dispatch_id, outcome, null as detail
from published.completed_task
union all
select p.id, r.merged_at, 'merged', 'pr-' || r.repository || '-' || r.number, false, t.key, t.id, t.title, t.path, t.workstream,
       coalesce(t.owner_person, t.owner), null, d.agent, r.number, r.url, r.dispatch_id, r.repository, r.branch
from pull_request r
left join task t on t.key = r.task_key
left join dispatch d on d.id = r.dispatch_id
join plan p on case when t.key is null
                    then p.default_repository = r.repository
                         or exists (select from task x where x.plan_id = p.id and x.repository = r.repository)
                    else p.id = t.plan_id end
where r.state = 'merged'
union all
select t.plan_id, d.ended_at, 'run', 'run-' || d.id, false, t.key, t.id, t.title, t.path, t.workstream,
       coalesce(t.owner_person, t.owner), d.queued_by, d.agent, null, null, d.id, d.state, coalesce(d.detail, d.reason)
from dispatch d
join task t on t.key = d.task_key
where d.ended_at is not null
union all
select a.plan_id, a.at, 'decision', 'decision-' || a.id, false, t.key, t.id, t.title, t.path, t.workstream,
       coalesce(t.owner_person, t.owner), a.actor, null, null, null, a.dispatch_id, a.action, a.detail
from audit a
left join task t on t.key = a.task_key;

create view published.awaiting_merge as
select t.plan_id, t.review_since as since, t.key as task_key, t.id as task_id, t.title, t.path, t.workstream,
       coalesce(t.owner_person, t.owner) as owner, t.repository, t.branch, r.number as pr_number, r.url as pr_url, r.seen_at
from task t
left join pull_request r on r.task_key = t.key and r.state = 'open'
where t.in_review and t.gone_at is null
union all
select p.id, null, t.key, t.id, t.title, t.path, t.workstream, coalesce(t.owner_person, t.owner), r.repository, r.branch,
       r.number, r.url, r.seen_at
from pull_request r
left join task t on t.key = r.task_key
join plan p on case when t.key is null
                    then p.default_repository = r.repository
                         or exists (select from task x where x.plan_id = p.id and x.repository = r.repository)
                    else p.id = t.plan_id end
where r.state = 'open' and not coalesce(t.in_review and t.gone_at is null, false);

grant select on published.completed_task, published.activity, published.awaiting_merge to tasks_app, tasks_reader;
