-- Why: a hit leads to the heading that its words stand under, an editor opens the branch that is read, and a picture of progress shows how the plan grew.
alter table search_text add column headings text[] not null default '{}';

create or replace view published.search_page as
select s.plan_id, s.path, s.kind, s.title, s.workstream, s.task_id, t.key as task_key, t.status, t.in_review, s.words, x.text,
       s.made_from as version, x.headings
from search_page s
left join search_text x on x.plan_id = s.plan_id and x.path = s.path
left join task t on t.plan_id = s.plan_id and t.id = s.task_id;

alter table plan
    add column ref             text,
    add column search_revision bigint not null default 0;

create or replace view published.plan as
select p.id, p.title, p.source, p.source_kind, p.folder, p.commit_id, p.dirty, p.revision, p.synced_at, p.checked_at, p.error,
       p.default_repository, p.default_agent, p.max_live, p.paused_at, p.paused_by, p.pause_reason, p.ref, p.search_revision
from plan p;

-- Whether anything happened is asked often.
create index pull_request_open on pull_request (seen_at) where state = 'open';

-- Null for tasks that were there before this was recorded.
alter table task add column seen_at timestamptz;
alter table task alter column seen_at set default clock_timestamp();

create view published.planned_task as
select plan_id, id as task_id, workstream, milestone, initiative, seen_at as since, gone_at as until from task;

grant select on published.planned_task to tasks_app, tasks_reader;
