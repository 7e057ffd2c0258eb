-- one row is one workplace on record, or none, with members counted on a day, mergers not followed
-- parameters: on_day, upto, categories
select workplace, count(*) as members
from standings_on(on_day, upto)
where is_member and (categories is null or list_contains(categories, category))
group by workplace
