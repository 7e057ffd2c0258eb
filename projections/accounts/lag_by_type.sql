-- one row is one type, or the total of all, and how many days late its facts are reported
-- parameters: on_day, upto, since, units
select
    grouping(type) = 1 as is_total, type as value, count(*) as facts,
    quantile_disc(days, 0.5) as median, quantile_disc(days, 0.9) as p90, max(days) as worst
from facts_told(on_day, upto, since, units)
group by grouping sets ((), (type))
