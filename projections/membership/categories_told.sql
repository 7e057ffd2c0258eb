-- one row is one category that any member was ever recorded with, voided or not
-- parameters: upto
select distinct category
from member_facts
where category is not null and entry <= upto
