-- one row is one unit that lies at or below another one on a day, mergers followed
-- parameters: on_day, upto, top_unit
--
-- A unit that is not formed as known then, or not any more, is still where its members are.
select unit
from resolved_on(on_day, upto)
where at_unit in (select unit from below_on(on_day, upto, top_unit))
union
select top_unit
where top_unit not in (select unit from units_on(on_day, upto))
