-- one row is one category of which it is not sure how many are counted in it on a day
-- parameters: on_day, upto, top_unit, categories
--
-- So many of those counted in it may not be, and so many others may be.
with
there as (
    select
        member, category,
        bool_or(is_actual) as is_there,
        bool_or(is_counted) as may_be,
        bool_and(is_sure) as is_sure
    from possibly_counted(on_day, upto, top_unit, categories)
    where has_category
    group by member, category
),

judged as (
    select *, is_sure and count(*) over (partition by member) = 1 as is_surely_there
    from there
)

select
    category,
    count(*) filter (is_there and not is_surely_there) as unsure,
    count(*) filter (may_be and not is_there) as perhaps
from judged
group by category
