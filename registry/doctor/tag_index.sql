-- One row says how far the tag index agrees with the entries: the first entry that it does not lead to by
-- one of its tags, how many tags the entries have, and how many the index has.
select
    min(entries.position) filter (
        where exists (
            select 1
            from json_each(entries.tags) as borne
            where not exists (
                select 1 from tags where tags.tag = borne.value and tags.position = entries.position
            )
        )
    ) as first_missing,
    coalesce(
        sum((select count(distinct borne.value) from json_each(entries.tags) as borne)), 0
    ) as borne,
    (select count(*) from tags) as indexed
from entries
