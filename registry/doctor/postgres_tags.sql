-- One row says how far the tag table agrees with the entries: the first entry that it does not lead to by
-- one of its tags, how many tags the entries have, and how many the table has.
with
    borne as (
        select distinct
            entry.id,
            tag.value
        from public.stewards_tt_main as entry
        cross join unnest(entry.tags) as tag (value)
    )

select
    (
        select min(borne.id)
        from borne
        where not exists (
            select from public.stewards_tt_tag as found
            where found.tag = borne.value and found.main_id = borne.id
        )
    ) as first_missing,
    (select count(*) from borne) as borne,
    (select count(*) from public.stewards_tt_tag) as indexed
