-- one row: whether a day of any standing entry about a member is not exactly known
-- parameters: upto
select count(*) > 0 as has_windows
from windowed(upto)
