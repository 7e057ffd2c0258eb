-- one row is one member elected by a day, with whether all their terms are over on it
-- parameters: on_day, upto
select member, bool_and(coalesce(until <= on_day, false)) as are_over
from elections
where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
group by member
