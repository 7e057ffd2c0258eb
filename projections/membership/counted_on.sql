-- one row is one member counted on a day
-- parameters: on_day, upto, top_unit, in_category
--
-- Where a unit is given, only those at or below it; where a category is given, only those in it.
select *
from members_on(on_day, upto)
where (in_category is null or category = in_category)
    and (top_unit is null or at_unit in (select unit from below_on(on_day, upto, top_unit)))
