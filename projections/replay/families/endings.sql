-- one row is one mandate given up or taken away, as somebody recorded it
select
    entry,
    effective_on,
    not_before,
    history_order(effective_on, entry) as ord,
    member,
    unit,
    coalesce(office, 'steward') as office,
    reason,
    override,
    voided_by
from told_of_others
where type = 'MandateEnded'
