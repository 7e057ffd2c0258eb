-- one row is one member list of a day or before that stands, with the last entry taken in with it
-- parameters: on_day, upto
--
-- What a list is found to change is recorded in the batch that it begins.
with
batches as (
    select batch, max(entry) as last
    from entries
    where entry <= upto and batch in (select batch from rosters)
    group by batch
)

select
    r.entry, r.effective_on, r.unit, r.members, r.workplaces, r.without,
    coalesce(b.last, r.entry) as taken_in_by
from rosters r
left join batches b using (batch)
where r.effective_on <= on_day and r.entry <= upto and (voided_by is null or voided_by > upto)
