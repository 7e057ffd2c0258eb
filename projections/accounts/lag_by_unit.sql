-- one row is one unit, or the total of all, and how many days late its facts are reported
-- parameters: on_day, upto, since, units
--
-- The unit is the one on record, before mergers; none for facts that are about no unit.
select
    grouping(u.unit) = 1 as is_total, u.unit as value, count(*) as facts,
    quantile_disc(t.days, 0.5) as median, quantile_disc(t.days, 0.9) as p90, max(t.days) as worst
from facts_told(on_day, upto, since, units) t
left join fact_units(on_day, upto) u using (entry)
group by grouping sets ((), (u.unit))
