-- One row is the last entry of the log; there is none while the log is empty.
select
    position,
    type,
    data,
    tags
from entries
order by position desc
limit 1
