-- one row is one member counted on one of two sides only, with its line and why it stands there
-- parameters: from_day, from_upto, to_day, to_upto, top_unit, categories
--
-- Responsible is what decides on the second side and does not hold on the first; and what decides
-- on the first and does not hold on the second, or the void that took it back.
with
moved as (
    select * from movements(from_day, from_upto, to_day, to_upto, top_unit, categories)
),

reorganised as (select list(distinct reorganised_at) as workplaces from moved),

deciding as (
    select
        member, line, 'from' as side,
        from_ord % (1::bigint << 39) as entry, from_ord >> 39 as day
    from moved
    union all
    select member, line, 'to', to_ord % (1::bigint << 39), to_ord >> 39 from moved
    union all
    select m.member, m.line, 'from', l.entry, null
    from moved m
    join lying_on(from_day, from_upto, top_unit, (select workplaces from reorganised)) l
        on l.workplace = m.reorganised_at
    union all
    select m.member, m.line, 'to', l.entry, null
    from moved m
    join lying_on(to_day, to_upto, top_unit, (select workplaces from reorganised)) l
        on l.workplace = m.reorganised_at
),

-- of an entry about a member one part may hold from a later day; what a unit was formed under holds
-- before its first day too
judged as (
    select
        d.*,
        if(side = 'from' and e.voided_by <= to_upto, e.voided_by, d.entry) as responsible,
        (coalesce(day, e.effective_on - date '0001-01-01') <= from_day - date '0001-01-01'
            or e.type = 'UnitFormed')
            and e.entry <= from_upto and (voided_by is null or voided_by > from_upto)
            as held_first,
        (coalesce(day, e.effective_on - date '0001-01-01') <= to_day - date '0001-01-01'
            or e.type = 'UnitFormed')
            and e.entry <= to_upto and (voided_by is null or voided_by > to_upto)
            as holds_then
    from deciding d
    join entries e using (entry)
)

select
    member, line,
    list_sort(list(distinct responsible)) as entries
from judged
where (side = 'to' and not held_first) or (side = 'from' and not holds_then)
group by member, line
