-- one row is one number of members that somebody printed for a day
-- parameters: upto
select entry, effective_on, unit, members, source
from published_counts
where entry <= upto and (voided_by is null or voided_by > upto)
