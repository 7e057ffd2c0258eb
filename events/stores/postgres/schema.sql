-- What a database holds beside the tables of the eventsourcing library, schema version 1: the one row of
-- stewards says that it is a registry, and the triggers keep the log append-only for everybody.
create table public.stewards (
    schema_version integer not null,
    only_row boolean primary key default true check (only_row)
);

insert into public.stewards (schema_version) values (1);

create function public.stewards_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'Cannot change the log because it is append-only. Void the entry instead.';
end
$$;

create trigger stewards_refuse
before update or delete or truncate on public.stewards_tt_main
for each statement execute function public.stewards_refuse();

create trigger stewards_refuse
before update or delete or truncate on public.stewards_tt_tag
for each statement execute function public.stewards_refuse();

-- For a person who looks into the database: `select * from log`.
create view public.log as
select
    id as entry,
    type,
    convert_from(data, 'UTF8') as data,
    tags
from public.stewards_tt_main;
