-- one row: how many of the members counted on a day may be none, and how many others may be some
-- parameters: on_day, upto, top_unit, categories
select
    count(*) filter (is_counted) as unsure,
    count(*) filter (not is_counted) as perhaps
from unsure_in(on_day, upto, top_unit, categories)
