-- one row is one standing headcount, of whatever day, with what every entry carries
-- parameters: upto
select entry, type, effective_on, recorded_at, recorded_by, workplace, employees
from told_of_others
where type in ($setting_headcount)
    and entry <= upto and (voided_by is null or voided_by > upto)
