-- one row is one unit a given level below another one, or below none, with members counted on a day
-- parameters: on_day, upto, top_unit, categories, depth
--
-- Counted are the members at or below it. Those at the upper unit itself stand in the row of that
-- unit, those without a workplace in a row without a unit; so the rows add up.
with
sums as (
    select coalesce(b.branch, c.workplace) as unit, sum(c.members)::bigint as members
    from count_by_workplace(on_day, upto, top_unit, categories) c
    left join branches_on(on_day, upto, top_unit, depth) b on b.unit = c.workplace
    group by all
)

select s.unit, u.name, s.members
from sums s
left join units_on(on_day, upto) u using (unit)
