-- one row is one workplace, category and day of some, with members counted there then
-- parameters: days, upto, top_unit, categories, organised_on
--
-- Where a day is given to organise by, units lie and are merged as on that day.
with
merged as materialized (select * from mergers_through(days, upto, organised_on)),

within as materialized (select * from below_through(days, upto, top_unit, organised_on)),

placed as (
    select c.on_day, coalesce(l.at_unit, c.workplace) as at_unit, c.category, c.members
    from recorded_through(days, upto) c
    left join merged l on l.on_day = c.on_day and l.unit = c.workplace
    where categories is null or list_contains(categories, c.category)
)

select on_day, at_unit, category, sum(members)::bigint as members
from placed
where top_unit is null or (on_day, at_unit) in (select on_day, unit from within)
group by all
