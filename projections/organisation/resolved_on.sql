-- one row is one unit, with the unit it has become by the mergers in force on a day
-- parameters: on_day, upto
-- kept: at once
with recursive
units as (select unit, merged_into from units_on(on_day, upto)),

walk(unit, at_unit, path) as (
    select unit, unit, [unit] from units
    union all
    select w.unit, u.merged_into, list_append(w.path, u.merged_into)
    from walk w
    join units u on u.unit = w.at_unit
    where u.merged_into is not null and not list_contains(w.path, u.merged_into)
)

select unit, arg_max(at_unit, array_length(path)) as at_unit
from walk
group by unit
