-- one row is one standing entry that says how many work at one of some workplaces, of whatever day
-- parameters: upto, workplaces
select entry, type, effective_on, recorded_at, recorded_by, workplace, employees
from told_of_others
where type in ($setting_headcount) and list_contains(workplaces, workplace)
    and entry <= upto and (voided_by is null or voided_by > upto)
