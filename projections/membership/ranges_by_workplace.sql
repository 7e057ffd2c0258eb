-- one row is one workplace, after mergers, where it is not sure how many are counted on a day
-- parameters: on_day, upto, top_unit, categories, excluded
--
-- So many of those counted there may not be, and so many others may be; without a workplace alike.
-- Members who are excluded do not count whatever is true of them.
with
there as (
    select
        member, at_unit,
        bool_or(is_actual) as is_there,
        bool_or(is_counted) as may_be,
        bool_and(is_sure) as is_sure
    from possibly_counted(on_day, upto, top_unit, categories)
    where has_place and (len(excluded) = 0 or not list_contains(excluded, member))
    group by member, at_unit
),

judged as (
    select *, is_sure and count(*) over (partition by member) = 1 as is_surely_there
    from there
),

counts as (
    select
        at_unit as workplace,
        count(*) filter (is_there and not is_surely_there) as unsure,
        count(*) filter (may_be and not is_there) as perhaps
    from judged
    group by at_unit
)

select c.workplace, u.name, c.unsure, c.perhaps
from counts c
left join units_on(on_day, upto) u on u.unit = c.workplace
