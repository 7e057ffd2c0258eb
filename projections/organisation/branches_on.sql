-- one row is one unit and the unit right below another one that it lies at or below, or its root
-- parameters: on_day, upto, top_unit
--
-- The upper unit itself is a branch of its own.
with
ancestors as (select * from ancestors_on(on_day, upto))

select unit, coalesce(via, ancestor) as branch
from ancestors
where ancestor = top_unit
union all
select unit, arg_max(ancestor, steps)
from ancestors
where top_unit is null
group by unit
