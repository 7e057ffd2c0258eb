-- one row is one unit and one unit it lies at or below on a day
-- parameters: on_day, upto
-- kept: at once
--
-- `via` is the unit right below that one on the way up; null at the unit itself.
with recursive
units as (select unit, parent from units_on(on_day, upto)),

walk(unit, ancestor, via, path) as (
    select unit, unit, null::varchar, [unit] from units
    union all
    select w.unit, u.parent, w.ancestor, list_append(w.path, u.parent)
    from walk w
    join units u on u.unit = w.ancestor
    where u.parent is not null and not list_contains(w.path, u.parent)
)

select unit, ancestor, via, array_length(path) - 1 as steps
from walk
