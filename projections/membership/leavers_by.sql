-- one row is one group of those who left the union between two days, with why
-- parameters: from_day, on_day, upto, top_unit, categories, organised_on, by_kind, depth
--
-- By `year`, `category`, `reason` or `unit`; see `branches_on`. All of them in one for none.
with
left_in as (
    select
        l.*, b.branch,
        -- the years in which it may have been; for other groups there is one of each
        unnest(case when by_kind = 'year'
            then range(year(greatest(left_first, from_day)), year(least(left_on, on_day)) + 1)
            else [null::bigint]
        end) as in_year
    from leavings(from_day, on_day, upto, top_unit, categories, organised_on) l
    left join branches_on(coalesce(organised_on, on_day), upto, top_unit, depth) b
        on by_kind = 'unit' and b.unit = l.at_unit
),

judged as (
    select
        case by_kind
            when 'year' then in_year::varchar
            when 'category' then category
            when 'reason' then reason
            when 'unit' then coalesce(branch, at_unit)
        end as value,
        reason, months,
        is_known and (in_year is null or year(left_on) = in_year) as is_there,
        is_sure and (in_year is null or year(left_first) = year(left_on)) as is_surely_there
    from left_in
)

select
    value,
    count(*) filter (is_there) as members,
    count(*) filter (is_there and not is_surely_there) as unsure,
    count(*) filter (not is_there) as perhaps,
    quantile_disc(months, 0.5) filter (is_there) as median_months,
    coalesce(map_entries(histogram(coalesce(reason, '')) filter (is_there)), []) as reasons
from judged
group by value
