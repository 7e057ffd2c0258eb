-- one row is one ending of a mandate, of a day or before, that stands
-- parameters: on_day, upto
select entry, effective_on, member, unit, office, reason, override
from endings
where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
