-- one row: the last entry that was recorded at or before an instant (in UTC), 0 if there is none
-- parameters: instant
select coalesce(max(entry), 0) as upto
from entries
where recorded_at <= instant
