-- one row is one standing headcount, of whatever day
-- parameters: upto
select workplace, effective_on, entry, employees
from headcounts
where entry <= upto and (voided_by is null or voided_by > upto)
