-- one row is one entry of the log, with what every entry carries
select entry, type, effective_on, recorded_at, recorded_by, batch, voided_by, derived
from told_of_members
union all
select entry, type, effective_on, recorded_at, recorded_by, batch, voided_by, null
from told_of_others
