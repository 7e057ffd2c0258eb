-- one row is one unit and the unit so many levels below another one that it lies at or below
-- parameters: on_day, upto, top_unit, depth
--
-- Below none, the roots are the first level. A unit that lies less deep, as the upper one itself,
-- is a branch of its own.
with
ancestors as (select * from ancestors_on(on_day, upto)),

depths as (
    select unit, steps as level
    from ancestors
    where ancestor = top_unit
    union all
    select unit, max(steps) + 1
    from ancestors
    where top_unit is null
    group by unit
)

select d.unit, a.ancestor as branch
from depths d
join ancestors a on a.unit = d.unit and a.steps = greatest(d.level - depth, 0)
