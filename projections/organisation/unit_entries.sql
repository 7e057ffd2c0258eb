-- one row is one standing entry about a unit, of any day
-- parameters: upto
select
    entry, type, effective_on, recorded_at, recorded_by,
    unit, name, "kind", parent, "into", not_before
from told_of_others
where type in ($of_organisation)
    and entry <= upto and (voided_by is null or voided_by > upto)
