-- one row is one category with members counted in it on a day
-- parameters: on_day, upto, top_unit, categories
select category, count(*) as members
from counted_on(on_day, upto, top_unit, categories)
group by category
