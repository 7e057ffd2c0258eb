-- one row is one unit that lies at or below another after mergers, with the entries that say so
-- parameters: on_day, upto, top_unit
--
-- The mergers from the unit to what it has become, and what each unit above that lies under, up to
-- the upper unit; nothing at the upper unit itself.
with recursive
units as (select unit, parent, parent_by, merged_into, merged_by from units_on(on_day, upto)),

merging(unit, at_unit, path, entries) as (
    select unit, unit, [unit], []::bigint[] from units
    union all
    select m.unit, u.merged_into, list_append(m.path, u.merged_into),
        list_append(m.entries, u.merged_by)
    from merging m
    join units u on u.unit = m.at_unit
    where u.merged_into is not null and not list_contains(m.path, u.merged_into)
),

merged as (
    select unit, arg_max(at_unit, len(path)) as at_unit, arg_max(entries, len(path)) as entries
    from merging
    group by unit
),

lying(unit, above, path, entries) as (
    select unit, unit, [unit], []::bigint[] from units
    union all
    select l.unit, u.parent, list_append(l.path, u.parent), list_append(l.entries, u.parent_by)
    from lying l
    join units u on u.unit = l.above
    where l.above <> top_unit and u.parent is not null and not list_contains(l.path, u.parent)
)

select m.unit, list_concat(m.entries, l.entries) as entries
from merged m
join lying l on l.unit = m.at_unit and l.above = top_unit
