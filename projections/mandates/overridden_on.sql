-- one row is one standing election, of a day or before, with a reason why it follows no rule
-- parameters: on_day, upto
select entry
from elections
where override is not null
    and effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
