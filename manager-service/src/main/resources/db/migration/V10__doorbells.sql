-- Why: where messages wake the workers, a dispatch that can be had leaves word in its own transaction, and what nobody can read is kept.

-- At most one row a dispatch: ringing again moves it. Who drains takes rows for some seconds and deletes those it could publish.
create sequence doorbell_ring;
create table doorbell_outbox (
    dispatch_id uuid primary key references dispatch,
    ring        bigint      not null default nextval('doorbell_ring'),
    send_at     timestamptz not null,
    traceparent text,
    taken_until timestamptz
) with (fillfactor = 50);

-- One row: when the queue was last rung for as a whole, by whichever manager came first.
create table doorbell_duty (
    one_row  boolean primary key default true check (one_row),
    swept_at timestamptz not null
);
insert into doorbell_duty (swept_at) values ('-infinity');

create table dead_letter (
    id           uuid primary key,
    pool         text        not null,
    message_id   text        not null,
    attributes   jsonb       not null,
    data         bytea       not null,
    bytes        integer     not null check (bytes >= octet_length(data)),
    problem      text,
    published_at timestamptz not null,
    kept_at      timestamptz not null default clock_timestamp(),
    unique (pool, message_id)
);
create index dead_letter_order on dead_letter (kept_at, id);

create view published.dead_letter as
select id, pool, message_id, attributes, bytes, problem, published_at, kept_at from dead_letter;

grant select, insert, update, delete, maintain on doorbell_outbox, doorbell_duty, dead_letter to tasks_app;
grant usage on sequence doorbell_ring to tasks_app;
grant select on published.dead_letter to tasks_app, tasks_reader;
