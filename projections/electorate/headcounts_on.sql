-- one row is one workplace, with the headcount last observed there on or before a day
-- parameters: on_day, upto
select distinct on (workplace) workplace, employees, source, effective_on, entry
from headcounts
where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
order by workplace, ord desc
