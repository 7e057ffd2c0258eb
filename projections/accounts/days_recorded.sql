-- one row is one day, UTC, on which something was recorded
-- parameters: upto
select distinct recorded_at::date as day
from entries
where entry <= upto
