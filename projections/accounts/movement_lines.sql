-- one row is one line of the account of two counts, with how many members stand in it
-- parameters: from_day, from_upto, to_day, to_upto, top_unit, categories
select line, count(*) as members
from movements(from_day, from_upto, to_day, to_upto, top_unit, categories)
group by line
