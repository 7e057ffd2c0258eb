-- one row is one unit a level below another, or below none, where it is not sure how many there are
-- parameters: on_day, upto, top_unit, categories, depth
--
-- So many of those counted there may not be, and so many others may be; see `count_by_unit`.
with
there as (
    select
        c.member, coalesce(b.branch, c.at_unit) as unit,
        bool_or(c.is_actual) as is_there,
        bool_or(c.is_counted) as may_be,
        bool_and(c.is_sure) as is_sure
    from possibly_counted(on_day, upto, top_unit, categories) c
    left join branches_on(on_day, upto, top_unit, depth) b on b.unit = c.at_unit
    where c.has_place
    group by all
),

judged as (
    select *, is_sure and count(*) over (partition by member) = 1 as is_surely_there
    from there
),

counts as (
    select
        unit,
        count(*) filter (is_there and not is_surely_there) as unsure,
        count(*) filter (may_be and not is_there) as perhaps
    from judged
    group by unit
)

select c.unit, u.name, c.unsure, c.perhaps
from counts c
left join units_on(on_day, upto) u using (unit)
