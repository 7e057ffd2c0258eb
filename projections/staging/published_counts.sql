-- one row is one number of members that somebody printed for a day
select entry, effective_on, unit, members, source, null::bigint as voided_by
from told
where type = 'CountPublished'
