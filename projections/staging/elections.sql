-- one row is one election of a member to an office at a unit
select
    entry,
    effective_on,
    ord,
    member,
    unit,
    coalesce(office, 'steward') as office,
    until::date as until,
    override,
    null::bigint as voided_by
from told
where type = 'StewardElected'
