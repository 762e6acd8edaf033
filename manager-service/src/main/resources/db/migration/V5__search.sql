-- Why: readers find pages by their words. Each row is made from one content of a file and made anew when that changes.
create schema search;
create extension if not exists pg_trgm schema search;
alter extension pg_trgm set schema search;

-- English stems, and no stop words: "to-do" is a name too.
create text search dictionary search.stem (template = pg_catalog.snowball, language = english);
create text search configuration search.words (copy = pg_catalog.simple);
alter text search configuration search.words alter mapping for asciiword, word with search.stem;

-- The words stay in the row: a search looks at every row it finds, and reading them from elsewhere costs ten times as much.
create table search_page (
    plan_id    text     not null references plan,
    path       text     not null,
    made_from  text     not null,
    kind       text     not null check (kind in ('task', 'milestone', 'workstream', 'initiative', 'person', 'role', 'page')),
    title      text     not null,
    workstream text,
    task_id    text,
    words      tsvector not null,
    primary key (plan_id, path)
) with (toast_tuple_target = 8160);
alter table search_page alter column words set storage main;
create index search_page_words on search_page using gin (words);

create table search_text (
    plan_id text not null,
    path    text not null,
    text    text not null,
    primary key (plan_id, path),
    foreign key (plan_id, path) references search_page on delete cascade
);

-- Words that a page has or once had, to find the one that was meant.
create table search_word (
    plan_id text not null references plan,
    word    text not null,
    primary key (plan_id, word)
);
create index search_word_like on search_word using gin (word search.gin_trgm_ops);

create view published.search_page as
select s.plan_id, s.path, s.kind, s.title, s.workstream, s.task_id, t.key as task_key, t.status, t.in_review, s.words, x.text
from search_page s
left join search_text x on x.plan_id = s.plan_id and x.path = s.path
left join task t on t.plan_id = s.plan_id and t.id = s.task_id;

create view published.search_word as
select plan_id, word from search_word;

grant usage on schema search to tasks_app, tasks_reader;
grant select, insert, update, delete, maintain on search_page, search_text, search_word to tasks_app;
grant select on published.search_page, published.search_word to tasks_app, tasks_reader;
