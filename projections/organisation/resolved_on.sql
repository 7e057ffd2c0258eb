-- one row is one unit, with the unit it has become by the mergers in force on a day
-- parameters: on_day, upto
select u.unit, coalesce(m.at_unit, u.unit) as at_unit
from units_on(on_day, upto) u
left join mergers_on(on_day, upto) m using (unit)
