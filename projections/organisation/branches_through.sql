-- one row is one unit and one of some days, with the branch that the unit belongs to then
-- parameters: days, upto, top_unit, organised_on, depth
--
-- See `branches_on`. Where a day is given to organise by, as on that day.
select d.on_day, b.unit, b.branch
from
    (select unnest(days::date[]) as on_day) d,
    lateral (
        select * from branches_on(coalesce(organised_on::date, d.on_day), upto, top_unit, depth)
    ) b
