-- one row is one of some members who is counted on a day, at or below a unit where one is given
-- parameters: on_day, upto, top_unit, whom
select member
from counted_on(on_day, upto, top_unit, null)
where member in (select unnest(whom))
