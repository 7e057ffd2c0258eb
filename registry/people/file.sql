-- who the people behind the ids are, what was said of them in words, and which log the file belongs to
create table person (
    id text primary key,
    number text not null,
    name text,
    added_on text not null  -- the day on which the number got its id
) without rowid;

create unique index person_by_number on person (number);

create table text (
    id text primary key,
    person text,       -- none where it is about no one person
    body text not null,
    salt blob not null,
    said_on text not null
) without rowid;

create index text_of_person on text (person);

create table about (
    people text not null,    -- what distinguishes this file from every other one
    known integer not null,  -- the log had so many entries when something was last written here
    erased integer not null  -- the erasures of the log up to this entry were carried out here
);
