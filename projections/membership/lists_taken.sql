-- one row is one complete member list that stands, with the day from which everybody is known
-- parameters: upto
select entry, unit, coalesce(complete_since, effective_on) as since
from rosters
where entry <= upto and (voided_by is null or voided_by > upto)
