-- one row is one fact, effective by a day, that puts a member at a unit before its first day
-- parameters: on_day, upto
with
formed as (
    select unit, coalesce(formed_not_before, formed_on) as first_day, entry
    from units_told(upto)
    where formed_on is not null
),

-- a joining may hold its workplace from a later day only
placings as (
    select entry, member, workplace, coalesce(placed_on, effective_on) as since
    from told_of_members
    where entry <= upto and (voided_by is null or voided_by > upto)
)

select
    'member at a unit before it was formed' as finding,
    p.member as subject,
    format('at {} from {}, which was formed on {}', p.workplace, p.since, f.first_day) as detail,
    format(
        'Record its first day again, if it is older: stewards unit form {} --on DAY;'
        || ' or void what is wrong: stewards void {} --reason TEXT', p.workplace, p.entry
    ) as advice,
    list_sort([p.entry, f.entry]) as entries
from placings p
join formed f on f.unit = p.workplace and p.since < f.first_day
where p.since <= on_day
