-- one row is one election whose mandate a recorded ending names, with the first such ending
-- parameters: on_day, upto
--
-- An ending names a mandate begun before it where, after the mergers on its day, both speak
-- of the same unit.
with
spans as (select * from resolved_spans(on_day, upto)),

told_elections as (
    select * from elections
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
),

told_endings as (
    select * from endings
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
),

pairs as (
    select
        e.entry, m.ord, m.effective_on as ended_on, m.entry as ended_by,
        coalesce(held.at_unit, e.unit) as held_at, coalesce(named.at_unit, m.unit) as named_at
    from told_elections e
    join told_endings m on m.member = e.member and m.office = e.office and m.ord > e.ord
    left join spans held
        on held.unit = e.unit
        and held.from_day <= m.effective_on and m.effective_on < held.to_day
    left join spans named
        on named.unit = m.unit
        and named.from_day <= m.effective_on and m.effective_on < named.to_day
)

select entry, arg_min(ended_on, ord) as ended_on, arg_min(ended_by, ord) as ended_by
from pairs
where held_at = named_at
group by entry
