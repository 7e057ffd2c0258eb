-- one row: the first day that any fact of the log took effect; none where there is no fact
-- parameters: upto
select min(effective_on) as first_day
from entries
where entry <= upto
