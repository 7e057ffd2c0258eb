-- one row is one line of the account of two counts, with how many members stand in it
-- parameters: from_day, from_upto, to_day, to_upto, top_unit, in_category
select line, count(*) as members
from movements(from_day, from_upto, to_day, to_upto, top_unit, in_category)
group by line
