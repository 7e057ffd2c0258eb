-- One row is a tag of an entry after the given position, once however often the event repeats it.
-- In the order of the index, so that the pages of a large import are each filled once.
insert into tags (tag, position)
select
    borne.value,
    entries.position
from entries
cross join json_each(entries.tags) as borne
where entries.position > :after
order by borne.value, entries.position
on conflict (tag, position) do nothing
