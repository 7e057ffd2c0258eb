-- one row is one member list of a day or before that stands
-- parameters: on_day, upto
select entry, effective_on, unit, members, workplaces, without, batch
from rosters
where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
