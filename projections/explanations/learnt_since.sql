-- one row is one instant after an entry when something was recorded that a count rests on
-- parameters: on_day, upto, since_entry, top_unit, categories
--
-- Facts that hold by the day, and voids of such; of workplaces and units only where a unit is
-- given, of categories only where a category is. `upto` is the last entry known at the instant, and
-- `reorganises` whether it is of the unit, or of one that was ever put below or merged into it.
with recursive
led(unit, above) as (
    select distinct unit, coalesce(parent, merged_into) from unit_facts
    where entry <= upto and coalesce(parent, merged_into) is not null
),

near(unit) as (
    select top_unit::varchar
    union
    select l.unit
    from near n
    join led l on l.above = n.unit
),

facts as (
    select entry, voided_by, false as is_near from member_facts
    where effective_on <= on_day and entry <= upto and (
        kind in ($setting_membership)
        or (top_unit is not null and kind in ($setting_workplace))
        or (categories is not null and kind in ($setting_category))
    )
    union all
    -- what a unit was formed under holds before its first day too
    select entry, voided_by, unit in (select unit from near) from unit_facts
    where entry <= upto and top_unit is not null
        and (kind = 'UnitFormed' or kind in ($setting_parent_merger) and effective_on <= on_day)
),

recorded as (
    select entry, is_near from facts where entry > since_entry
    union all
    select voided_by, is_near from facts where voided_by > since_entry and voided_by <= upto
),

instants as (
    select
        e.recorded_at, list_sort(list(distinct e.entry)) as entries,
        bool_or(t.is_near) as reorganises
    from recorded t
    join entries e using (entry)
    group by e.recorded_at
),

-- a member list is recorded at one instant: its entries are not to be multiplied by themselves
last_recorded as (select recorded_at, max(entry) as upto from entries group by recorded_at)

select i.recorded_at, l.upto, i.entries, i.reorganises
from instants i
join last_recorded l using (recorded_at)
