-- one row is one unit and one of some days, with the unit that it has become by then
-- parameters: days, upto, organised_on
--
-- Where a day is given to organise by, as on that day.
select d.on_day, r.unit, r.at_unit
from
    (select unnest(days::date[]) as on_day) d,
    lateral (select * from resolved_on(coalesce(organised_on::date, d.on_day), upto)) r
