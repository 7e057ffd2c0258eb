-- one row is one year in which members joined and a number of years, with how many were still there
-- parameters: on_day, upto, top_unit, categories, most_years
--
-- Only where everybody who joined that year has had so many years by the day. After none, all are.
with
joined as (
    select s.*, unnest(range(year(joined_first), year(joined_on) + 1)) as cohort
    from stints(on_day, upto) s
    left join mergers_on(on_day, upto) r on r.unit = s.workplace
    where (categories is null or list_contains(categories, s.category))
        and (top_unit is null or coalesce(r.at_unit, s.workplace) in (
            select unit from below_on(on_day, upto, top_unit)
        ))
),

anniversaries as (
    select
        j.*, a.after,
        joined_on + to_years(a.after::integer) as day,
        greatest(joined_first, make_date(cohort, 1, 1)) + to_years(a.after::integer) as first_day,
        year(joined_on) = cohort and joined_on <= on_day as is_known,
        year(joined_first) = year(joined_on) and joined_on <= on_day as is_sure
    from joined j, (select unnest(range(0, most_years + 1)) as after) a
    where a.after = 0 or cohort + a.after < year(on_day + 1)
),

judged as (
    select
        cohort, after,
        is_known and (after = 0 or left_on is null or left_on > day) as is_there,
        is_sure and (after = 0 or left_on is null or left_first > day) as is_surely_there,
        after = 0 or left_on is null or left_on > first_day as may_be
    from anniversaries
)

select
    cohort as year, after,
    count(*) filter (is_there) as members,
    count(*) filter (is_there and not is_surely_there) as unsure,
    count(*) filter (may_be and not is_there) as perhaps
from judged
group by cohort, after
