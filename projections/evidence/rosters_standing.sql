-- one row is one standing member list that was taken in whole
-- parameters: upto
select
    entry, type, effective_on, recorded_at, recorded_by,
    batch, unit, members, joining_days, workplaces, categories,
    without, nameless, uncategorised, complete_since, digest
from told_of_others
where type = 'RosterTaken'
    and entry <= upto and (voided_by is null or voided_by > upto)
