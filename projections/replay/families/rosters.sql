-- one row is one complete member list that somebody took in
select
    entry,
    effective_on,
    unit,
    members,
    coalesce(joining_days, false) as joining_days,
    coalesce(workplaces, true) as workplaces,
    coalesce(categories, true) as categories,
    coalesce(without, []) as without,
    complete_since,
    source,
    digest,
    batch,
    voided_by
from told_of_others
where type = 'RosterTaken'
