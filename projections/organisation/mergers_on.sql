-- one row is one unit that was merged by a day, with the unit it has become by the mergers in force
-- parameters: on_day, upto
-- kept: at once
--
-- Few are. Every other unit is still itself.
with recursive
merged as (select unit, merged_into from units_on(on_day, upto) where merged_into is not null),

walk(unit, at_unit, path) as (
    select unit, merged_into, [unit, merged_into] from merged
    union all
    select w.unit, m.merged_into, list_append(w.path, m.merged_into)
    from walk w
    join merged m on m.unit = w.at_unit
    where not list_contains(w.path, m.merged_into)
)

select unit, arg_max(at_unit, array_length(path)) as at_unit
from walk
group by unit
