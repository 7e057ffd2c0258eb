-- one row is one recorder, or all of them, and a number of days within which some facts were told
-- parameters: on_day, upto, since, units
--
-- With how many that was so far. It ends with the days that suffice for nine tenths of them.
with
told as (
    select grouping(recorder) = 1 as is_total, recorder, days, count(*) as facts
    from facts_told(on_day, upto, since, units)
    group by grouping sets ((days), (recorder, days))
),

so_far as (
    select
        is_total, recorder, days, facts,
        sum(facts) over (partition by is_total, recorder order by days)::bigint as told,
        sum(facts) over (partition by is_total, recorder)::bigint as of_all
    from told
)

select is_total, recorder, days, told, of_all as facts
from so_far
where (told - facts) * 10 < of_all * 9
