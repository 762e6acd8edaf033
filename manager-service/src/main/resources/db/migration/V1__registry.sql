-- Why: the registry. Git owns intent, these tables own facts; the constraints refuse what no code path may write.

create table plan (
    id                 text primary key check (id ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    title              text        not null,
    source             text        not null,
    source_kind        text        not null check (source_kind in ('folder', 'git')),
    folder             text        not null default 'tasks',
    commit_id          text,
    dirty              boolean     not null default false,
    revision           bigint      not null default 0,
    synced_at          timestamptz,
    checked_at         timestamptz,
    error              text,
    default_repository text,
    default_agent      text,
    max_live           integer     not null default 16 check (max_live > 0),
    paused_at          timestamptz,
    paused_by          text,
    pause_reason       text,
    check ((paused_at is null) = (paused_by is null))
);

-- Bytes are the current ones; good_bytes the last that parsed, only while the current ones do not.
create table plan_file (
    plan_id      text        not null references plan,
    path         text        not null,
    blob         text        not null,
    bytes        bytea       not null,
    commit_id    text,
    author       text,
    authored_at  timestamptz,
    good_blob    text,
    good_bytes   bytea,
    error        text,
    error_line   integer,
    error_column integer,
    error_rule   text,
    error_fix    text,
    changed_at   timestamptz not null default clock_timestamp(),
    primary key (plan_id, path),
    check ((good_blob is null) = (good_bytes is null))
);
alter table plan_file alter column bytes set statistics 0;

-- Everything that the checks find in the files as they are now, between files too.
create table plan_problem (
    plan_id  text    not null references plan,
    position integer not null,
    path     text    not null,
    line     integer not null,
    "column" integer not null,
    rule     text    not null,
    severity text    not null check (severity in ('error', 'warning', 'hint')),
    message  text    not null,
    fix      text,
    primary key (plan_id, position)
);

create table repository (
    name            text primary key,
    url             text    not null,
    base_branch     text,
    pool            text    not null default 'default',
    completion_rule text    not null check (completion_rule in ('pr_merged', 'branch_pushed', 'manual')),
    max_live        integer not null default 8 check (max_live > 0),
    active          boolean not null default true
);

create table agent (
    name   text primary key,
    active boolean not null default true
);

create table overall_limit (
    one      boolean primary key default true check (one),
    max_live integer not null default 32 check (max_live > 0)
);
insert into overall_limit default values;

create table task (
    key              bigint generated always as identity primary key,
    plan_id          text        not null references plan,
    id               text        not null,
    slug             text        not null,
    path             text        not null,
    workstream       text        not null,
    title            text        not null,
    plan_status      text        not null check (plan_status in ('not_started', 'completed', 'done', 'cancelled', 'ready', 'in_progress', 'blocked')),
    priority         smallint    not null check (priority between 0 and 3),
    milestone        text,
    initiative       text,
    owner            text,
    owner_person     text,
    owner_role       text,
    owner_problem    text,
    repo             text,
    agent            text,
    text_hash        text        not null,
    broken           boolean     not null default false,
    gone_at          timestamptz,
    closed_at        timestamptz,
    repository       text,
    branch           text,
    head_sha         text,
    base_sha         text,
    agent_started    boolean     not null default false,
    review_since     timestamptz,
    completed_at     timestamptz,
    completed_by     text,
    completed_how    text check (completed_how in ('branch_pushed', 'accepted', 'marked')),
    rejected_sha     text,
    rejected_at      timestamptz,
    rejected_by      text,
    reject_reason    text,
    failures         integer     not null default 0,
    setup_failures   integer     not null default 0,
    gone_workers     integer     not null default 0,
    circuit_at       timestamptz,
    circuit_reason   text,
    half_open        boolean     not null default false,
    workspace_worker text,
    workspace_host   text,
    unsettled_shas   text[]      not null default '{}',
    dispatches       integer     not null default 0,
    -- What people see as its status: completed or cancelled in the plan or in the registry counts.
    status           text generated always as (
        case when plan_status in ('completed', 'done') or completed_at is not null then 'completed'
             when plan_status = 'cancelled' then 'cancelled' else 'not_started' end) stored,
    in_review        boolean generated always as (
        review_since is not null and completed_at is null and plan_status not in ('completed', 'done', 'cancelled')) stored,
    unique (plan_id, id),
    unique (repository, branch),
    check ((completed_at is null) = (completed_by is null)),
    check ((completed_at is null) = (completed_how is null)),
    check ((rejected_at is null) = (rejected_sha is null)),
    check ((circuit_at is null) = (circuit_reason is null)),
    check (branch is null or repository is not null)
);
alter table task set (fillfactor = 70);
create index task_slug on task (plan_id, slug);
create index task_id_in_any_case on task (plan_id, upper(id));
create index task_path on task (plan_id, path);
create index task_repository_slug on task (repository, slug);

create table task_dependency (
    task_key    bigint  not null references task,
    position    integer not null,
    named       text    not null,
    depends_key bigint references task,
    problem     text,
    primary key (task_key, position),
    check (depends_key is not null or problem is not null)
);
create index task_dependency_on on task_dependency (depends_key);

create table worker (
    id                uuid primary key,
    name              text        not null,
    host              text        not null,
    pool              text        not null,
    capacity          integer     not null check (capacity between 1 and 1000),
    agents            text[]      not null,
    labels            text[]      not null default '{}',
    version           text        not null,
    registered_at     timestamptz not null default clock_timestamp(),
    seen_at           timestamptz not null default clock_timestamp(),
    drain_at          timestamptz,
    drain_by          text,
    ended_at          timestamptz
);
create index worker_name on worker (name) where ended_at is null;

create sequence fencing_token;

create table dispatch (
    id             uuid primary key,
    task_key       bigint      not null references task,
    number         integer     not null,
    kind           text        not null check (kind in ('START', 'CONTINUE', 'REPAIR_CONFLICT', 'REPAIR_CI', 'REPAIR_UNRECONCILED', 'REBASE')),
    state          text        not null check (state in ('QUEUED', 'LEASED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'INTERRUPTED', 'STALLED', 'TIMED_OUT', 'WORKER_GONE', 'CANCELLED')),
    attempt        integer     not null default 1 check (attempt > 0),
    priority       smallint    not null check (priority between 0 and 3),
    previous_id    uuid references dispatch,
    queued_at      timestamptz not null default clock_timestamp(),
    queued_by      text        not null,
    due_at         timestamptz not null default clock_timestamp(),
    unreconciled   boolean     not null default false,
    prefer_worker  text,
    prefer_host    text,
    prefer_until   timestamptz,
    repository     text,
    branch         text,
    agent          text,
    plan_commit    text,
    text_hash      text,
    task_text      text,
    prompt         text,
    start_sha      text,
    expected_head  text,
    pushed_shas    text[]      not null default '{}',
    token          bigint unique,
    worker_id      uuid references worker,
    worker_name    text,
    leased_at      timestamptz,
    started_at     timestamptz,
    agent_at       timestamptz,
    ended_at       timestamptz,
    phase          text check (phase in ('PREPARING', 'CHECKING', 'AGENT', 'COMMITTING', 'PUSHING')),
    request        text check (request in ('CANCEL', 'STOP', 'INTERRUPT')),
    request_id     uuid,
    request_at     timestamptz,
    request_by     text,
    request_acked  boolean     not null default false,
    reason         text,
    detail         text,
    exit_code      integer,
    base_sha       text,
    head_sha       text,
    session_id     text,
    tokens_in      bigint,
    tokens_out     bigint,
    cost_usd       numeric(12, 6),
    result_digest  text,
    history_length integer     not null default 0,
    unique (task_key, number),
    check ((state in ('SUCCEEDED', 'FAILED', 'INTERRUPTED', 'STALLED', 'TIMED_OUT', 'WORKER_GONE', 'CANCELLED')) = (ended_at is not null)),
    check (state <> 'QUEUED' or (token is null and worker_id is null and phase is null and started_at is null)),
    check (state in ('QUEUED', 'CANCELLED') or (token is not null and worker_id is not null and leased_at is not null and prompt is not null)),
    check (state <> 'LEASED' or started_at is null),
    check (state in ('QUEUED', 'LEASED', 'CANCELLED', 'WORKER_GONE') or started_at is not null),
    check (state <> 'SUCCEEDED' or head_sha is not null),
    check (state not in ('FAILED', 'INTERRUPTED', 'STALLED', 'TIMED_OUT') or reason is not null),
    check ((request is null) = (request_id is null)),
    check ((request is null) = (request_at is null)),
    check ((request is null) = (request_by is null))
);
-- Texts are written once and stay beside the row, which is written again at each move; nobody plans by them.
alter table dispatch set (toast_tuple_target = 256, fillfactor = 80);
alter table dispatch alter column task_text set storage external, alter column prompt set storage external,
    alter column task_text set statistics 0, alter column prompt set statistics 0, alter column detail set statistics 0;
-- A task has at most one dispatch that is not over.
create unique index dispatch_one_live on dispatch (task_key) where state in ('QUEUED', 'LEASED', 'RUNNING');
create index dispatch_queue on dispatch (priority, queued_at, id) where state = 'QUEUED';
create index dispatch_ended on dispatch (ended_at) where ended_at is not null;

-- Narrow and without an index on its times, so that renewals stay in the page; with what the limits count by, so that
-- they count without a join.
create table lease (
    dispatch_id uuid primary key references dispatch,
    token       bigint      not null unique,
    worker_id   uuid        not null,
    plan_id     text        not null,
    repository  text        not null,
    lease_until timestamptz not null,
    renewed_at  timestamptz not null default clock_timestamp(),
    alive_at    timestamptz not null default clock_timestamp(),
    phase       text check (phase in ('PREPARING', 'CHECKING', 'AGENT', 'COMMITTING', 'PUSHING')),
    push_sha    text
) with (fillfactor = 50);

create table lease_clock (
    one boolean primary key default true check (one),
    at  timestamptz not null
);
insert into lease_clock (at) values (clock_timestamp());

-- Which worker may not try which repository with which agent, and until when.
create table placement_backoff (
    worker_name text        not null,
    repository  text        not null,
    agent       text        not null,
    failures    integer     not null,
    until       timestamptz,
    primary key (worker_name, repository, agent)
);

create table history (
    dispatch_id uuid        not null references dispatch,
    seq         integer     not null check (seq > 0),
    at          timestamptz not null default clock_timestamp(),
    event       text        not null,
    from_state  text,
    to_state    text,
    actor       text        not null,
    token       bigint,
    reason      text,
    detail      text,
    primary key (dispatch_id, seq)
);

-- What people did, to tasks and to the queue.
create table audit (
    id          bigint generated always as identity primary key,
    at          timestamptz not null default clock_timestamp(),
    actor       text        not null,
    action      text        not null,
    plan_id     text,
    task_key    bigint references task,
    dispatch_id uuid references dispatch,
    detail      text
);
create index audit_task on audit (task_key, id);

create table follow_up (
    id           uuid primary key,
    task_key     bigint      not null references task,
    text         text        not null check (length(text) between 1 and 100000),
    author       text        not null,
    created_at   timestamptz not null default clock_timestamp(),
    state        text        not null check (state in ('pending', 'delivered', 'withdrawn')),
    dispatch_id  uuid references dispatch,
    delivered_at timestamptz,
    check ((state = 'delivered') = (delivered_at is not null)),
    check (state <> 'delivered' or dispatch_id is not null)
);
create index follow_up_task on follow_up (task_key, created_at);
create index follow_up_dispatch on follow_up (dispatch_id);

create table dispatch_log (
    dispatch_id  uuid primary key references dispatch,
    length       bigint  not null default 0,
    final_length bigint,
    truncated    boolean not null default false
);

create table log_chunk (
    dispatch_id  uuid        not null,
    start_offset bigint      not null check (start_offset >= 0),
    stream       text        not null check (stream in ('stdout', 'stderr', 'system')),
    at           timestamptz not null default clock_timestamp(),
    bytes        bytea       not null check (length(bytes) > 0),
    primary key (dispatch_id, start_offset, at)
) partition by range (at);
create table log_chunk_rest partition of log_chunk default;

create table dispatch_change (
    dispatch_id uuid primary key references dispatch,
    base_sha    text    not null,
    head_sha    text    not null,
    commits     jsonb   not null,
    diff        text    not null,
    truncated   boolean not null,
    files       integer not null,
    insertions  integer not null,
    deletions   integer not null
);

create table pull_request (
    repository  text        not null,
    number      integer     not null,
    task_key    bigint references task,
    dispatch_id uuid references dispatch,
    branch      text        not null,
    url         text        not null,
    state       text        not null check (state in ('open', 'closed', 'merged')),
    head_sha    text,
    merged_at   timestamptz,
    seen_at     timestamptz not null default clock_timestamp(),
    primary key (repository, number),
    check ((state = 'merged') = (merged_at is not null))
);
create unique index pull_request_one_open on pull_request (task_key) where state = 'open';
create unique index pull_request_one_open_branch on pull_request (repository, branch) where state = 'open';

create table idempotency_key (
    caller     text        not null,
    key        text        not null check (length(key) between 1 and 255),
    digest     text        not null,
    status     integer,
    location   text,
    body       bytea,
    created_at timestamptz not null default clock_timestamp(),
    primary key (caller, key)
);
create index idempotency_key_age on idempotency_key (created_at);
