-- What a schema of a PostgreSQL database holds, where people are kept apart from the log: the tables of the
-- people file, for whoever owns them alone.
revoke all on schema people from public;

create table people.person (
    id text collate "C" primary key,
    number text collate "C" not null unique,
    name text,
    added_on text not null -- the day on which the number got its id
);

create table people.text (
    id text collate "C" primary key,
    person text collate "C", -- none where it is about no one person
    body text not null,
    salt bytea not null,
    said_on text collate "C" not null
);

create index text_of_person on people.text (person);

create table people.about (
    people text not null, -- what distinguishes these people from all others
    known integer not null, -- the log had so many entries when something was last written here
    erased integer not null, -- the erasures of the log up to this entry were carried out here
    cleared integer not null default 0, -- what was erased up to this entry is in no file of a table any more
    schema_version integer not null default 1
);

revoke all on all tables in schema people from public;

-- Numbers, names and texts are not to stand among what the server notes of its tables for the planner.
alter table people.person alter column number set statistics 0, alter column name set statistics 0;
alter table people.text alter column body set statistics 0;
