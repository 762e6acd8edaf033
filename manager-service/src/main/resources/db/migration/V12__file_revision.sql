-- Why: who shows a plan reads what changed since the revision it knows, and not all files again.
alter table plan_file add column revision bigint not null default 0;
create index plan_file_by_revision on plan_file (plan_id, revision);

create or replace view published.file as
select plan_id, path, blob, bytes, commit_id, author, authored_at, good_blob, good_bytes,
       error, error_line, error_column, error_rule, error_fix, changed_at, revision
from plan_file;
