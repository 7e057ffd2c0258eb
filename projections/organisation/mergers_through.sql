-- one row is one unit merged by one of some days, with the unit that it has become by then
-- parameters: days, upto, organised_on
--
-- Where a day is given to organise by, as on that day.
select d.on_day, m.unit, m.at_unit
from
    (select unnest(days::date[]) as on_day) d,
    lateral (select * from mergers_on(coalesce(organised_on::date, d.on_day), upto)) m
