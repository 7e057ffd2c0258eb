-- one row is one member who counts towards the threshold on a day, with the workplace on record
-- parameters: on_day, upto, counted, excluded
--
-- `excluded` are members who do not count whatever their category.
select member, workplace, placed_by
from standings_on(on_day, upto)
where is_member and list_contains(counted, category)
    and (len(excluded) = 0 or not list_contains(excluded, member))
