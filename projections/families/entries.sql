-- one row is one entry of the log, with what every entry carries
with
told as (
    select entry, type, effective_on, recorded_at, recorded_by, batch from told_of_members
    union all
    select entry, type, effective_on, recorded_at, recorded_by, batch from told_of_others
)

select told.*, taken_back.voided_by
from told
left join taken_back using (entry)
