-- one row is one election and a span of days from it on, with the unit its unit has become on them
-- parameters: on_day, upto
--
-- A span runs from from_day until the day before to_day.
with
known as (
    select * from elections
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
)

select
    e.entry, e.member, e.office,
    coalesce(r.at_unit, e.unit) as at_unit,
    greatest(e.effective_on, r.from_day) as from_day,
    coalesce(r.to_day, date 'infinity') as to_day
from known e
left join resolved_spans(on_day, upto) r on r.unit = e.unit and r.to_day > e.effective_on
