-- one row is one category and day of some, with members counted then, wherever they work
-- parameters: days, upto, categories, by_kind
--
-- All categories in one row unless they are to be groups.
select
    on_day,
    if(by_kind = 'category', category, null) as value,
    sum(members)::bigint as members
from recorded_through(days, upto)
where categories is null or list_contains(categories, category)
group by all
