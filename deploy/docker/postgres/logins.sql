-- Why: no service has the superuser's login. Run once, by the image, on an empty data folder.
-- The passwords come from files, so that none stands in an argument or in the environment.
\set owner_password `cat /run/secrets/db_owner`
\set manager_password `cat /run/secrets/db_manager`
\set docs_password `cat /run/secrets/db_docs`

create role tasks_app nologin;
create role tasks_reader nologin;
create role tasks_owner login password :'owner_password';
create role tasks_manager login password :'manager_password' in role tasks_app;
create role tasks_docs login password :'docs_password' in role tasks_reader;
create database tasks owner tasks_owner;
