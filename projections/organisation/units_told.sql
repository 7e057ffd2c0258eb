-- one row is one standing fact about a unit, of whatever day, with what of the unit it decides
-- parameters: upto
-- kept: at once
--
-- Of several facts that decide the same, the one with the largest number does. A unit is formed
-- once: where its first day was corrected, that of the earliest entry counts, and so is not told of
-- any other. What it was formed with is the least, and holds before its first day too.
with
known as (
    select
        *,
        row_number() over (
            partition by unit, kind
            order by effective_on, coalesce(not_before, effective_on), entry
        ) as turn
    from unit_facts
    where entry <= upto and (voided_by is null or voided_by > upto)
)

select
    unit, entry, effective_on, name, unit_kind, parent, merged_into,
    if(kind = 'UnitFormed', effective_on, null) as formed_on,
    if(kind = 'UnitFormed', not_before, null) as formed_not_before,
    case kind when 'UnitFormed' then 0 when 'UnitRenamed' then ord end as named,
    case kind when 'UnitFormed' then 0 when 'UnitMoved' then ord end as placed,
    if(kind = 'UnitMerged', ord, null) as merged,
    if(kind = 'UnitClosed', ord, null) as closed
from known
where kind <> 'UnitFormed' or turn = 1
