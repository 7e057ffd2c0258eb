-- one row is one workplace, after mergers, with members counted there on a day
-- parameters: on_day, upto, top_unit, categories
--
-- Members without a workplace stand in a row without one.
with
counts as (
    select at_unit as workplace, count(*) as members
    from counted_on(on_day, upto, top_unit, categories)
    group by at_unit
)

select c.workplace, u.name, c.members
from counts c
left join units_on(on_day, upto) u on u.unit = c.workplace
