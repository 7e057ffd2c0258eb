-- one row is one entry of the log, with what every entry carries
select entry, type, effective_on, recorded_at, recorded_by, batch, null::bigint as voided_by
from told
