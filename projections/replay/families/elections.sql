-- one row is one election of a member to an office at a unit
select
    entry,
    effective_on,
    not_before,
    history_order(effective_on, entry) as ord,
    member,
    unit,
    coalesce(office, 'steward') as office,
    until,
    override,
    voided_by
from told_of_others
where type = 'StewardElected'
