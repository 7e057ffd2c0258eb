-- What a store's file holds, schema version 1: one row of entries is an event of the log, and one row
-- of tags says that an entry bears a tag. Of two processes that make the file at once, this fails for one.
begin immediate;

-- The letters "stwd"; with it `file` and we ourselves tell a registry from other SQLite files.
pragma application_id = 1937012580;
pragma user_version = 1;

create table entries (
    position integer primary key,
    type text not null,
    data blob not null,
    tags text not null
) strict;

create table tags (
    tag text not null,
    position integer not null,
    primary key (tag, position)
) strict, without rowid;

create index entries_by_type on entries (type, position);

create trigger entries_refuse_update before update on entries
begin
    select raise(abort, 'Cannot change an entry because the log is append-only. Record the fact anew.');
end;

create trigger entries_refuse_delete before delete on entries
begin
    select raise(abort, 'Cannot delete an entry because the log is append-only. Void it instead.');
end;

create trigger tags_refuse_update before update on tags
begin
    select raise(abort, 'Cannot change a tag because the log is append-only. Record the fact anew.');
end;

create trigger tags_refuse_delete before delete on tags
begin
    select raise(abort, 'Cannot delete a tag because the log is append-only. Void the entry instead.');
end;

-- For a person who looks into the file: `select * from log`.
create view log as
select
    position as entry,
    type,
    cast(data as text) as data,
    tags
from entries;

commit;
