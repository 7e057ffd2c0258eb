-- one row is one category with members counted in it on a day, wherever they work
-- parameters: on_day, upto, categories
select category, count(*) as members
from standings_on(on_day, upto)
where is_member and (categories is null or list_contains(categories, category))
group by category
