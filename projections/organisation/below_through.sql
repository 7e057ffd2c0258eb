-- one row is one unit at or below another one and one of some days
-- parameters: days, upto, top_unit, organised_on
--
-- Where a day is given to organise by, as on that day.
select d.on_day, b.unit
from
    (select unnest(days::date[]) as on_day) d,
    lateral (select * from below_on(coalesce(organised_on::date, d.on_day), upto, top_unit)) b
