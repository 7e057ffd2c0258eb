-- one row is one mandate given up or taken away, as somebody recorded it
select
    entry,
    effective_on,
    ord,
    member,
    unit,
    coalesce(office, 'steward') as office,
    null::bigint as voided_by
from told
where type = 'MandateEnded'
