-- one row: whether the day of any fact about a member is not exactly known
-- parameters: upto
select count(*) > 0 as has_windows
from member_facts
where not_before is not null and entry <= upto
