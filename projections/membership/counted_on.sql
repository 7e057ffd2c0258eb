-- one row is one member counted on a day
-- parameters: on_day, upto, top_unit, categories
--
-- Where a unit is given, only those at or below it; where a category is given, only those in it.
select *
from members_on(on_day, upto)
where (categories is null or list_contains(categories, category))
    and (top_unit is null or at_unit in (select unit from below_on(on_day, upto, top_unit)))
