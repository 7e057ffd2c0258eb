-- one row is one election with a recorded ending that names its mandate, and the first such ending
-- parameters: on_day, upto
--
-- An ending names a mandate where both speak of the same unit, after the mergers on its day.
with
known as (
    select * from endings
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
),

resolved as (
    select
        m.entry, m.ord, m.effective_on, m.member, m.office,
        coalesce(r.at_unit, m.unit) as at_unit
    from known m
    left join resolved_spans(on_day, upto) r
        on r.unit = m.unit and r.from_day <= m.effective_on and m.effective_on < r.to_day
)

select
    e.entry,
    arg_min(m.effective_on, m.ord) as ended_on,
    arg_min(m.entry, m.ord) as ended_by
from elections e
join seat_spans(on_day, upto) s on s.entry = e.entry
join resolved m
    on m.member = s.member and m.office = s.office and m.at_unit = s.at_unit and m.ord > e.ord
    and s.from_day <= m.effective_on and m.effective_on < s.to_day
group by e.entry
