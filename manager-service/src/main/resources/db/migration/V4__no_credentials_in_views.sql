-- Why: a repository's address may carry a token for its workers; what others read, and pages show, must not.
create or replace view published.task as
select t.key, t.plan_id, t.id, t.slug, t.path, t.workstream, t.title, t.plan_status, t.status, t.state, t.listed_as, t.in_review, t.actions,
       'p' || t.priority as priority, t.milestone, t.initiative, t.owner, t.owner_person, t.owner_role, t.owner_problem, t.repo, t.agent,
       t.broken, t.gone_at, t.repository, t.branch, t.head_sha, t.base_sha, t.review_since, t.completed_at, t.completed_by, t.completed_how,
       t.rejected_sha, t.rejected_at, t.rejected_by, t.reject_reason, t.circuit_at, t.circuit_reason, t.half_open, t.text_hash,
       t.dispatch_id, regexp_replace(r.url, '^(https?://)[^/@]*@', '\1', 'i') as repository_url, r.completion_rule
from task_now t
left join repository r on r.name = t.repository;

create or replace view published.repository as
select name, regexp_replace(url, '^(https?://)[^/@]*@', '\1', 'i') as url, base_branch, pool, completion_rule, max_live, active from repository;
