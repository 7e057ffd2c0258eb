-- one row is one group of which it is not sure how many are counted in it on one of some days
-- parameters: days, upto, top_unit, categories, organised_on, by_kind, depth
--
-- So many of those counted in it may not be, and so many others may be; see `groups_through`.
with
possible as (
    select d.on_day, p.*
    from
        (select unnest(days::date[]) as on_day) d,
        lateral (select * exclude (at_unit) from possible_on(d.on_day, upto)) p
),

lying as materialized (select * from mergers_through(days, upto, organised_on)),

within as materialized (select * from below_through(days, upto, top_unit, organised_on)),

branches as materialized (
    select * from branches_through(days, upto, top_unit, organised_on, depth)
),

placed as (
    select p.*, coalesce(l.at_unit, p.workplace) as at_unit
    from possible p
    left join lying l on l.on_day = p.on_day and l.unit = p.workplace
),

scoped as (
    select
        *,
        (top_unit is null or coalesce(
            has_place and (on_day, at_unit) in (select on_day, unit from within), false
        ))
        and (categories is null or coalesce(
            has_category and list_contains(categories, category), false
        )) as is_counted
    from placed
),

states as (
    select
        * exclude (is_actual),
        is_actual and is_counted as is_actual,
        is_surely_in and bool_and(is_counted) over (partition by on_day, member) as is_sure
    from scoped
),

there as (
    select
        s.on_day, s.member,
        case by_kind
            when 'workplace' then s.at_unit
            when 'category' then s.category
            when 'unit' then coalesce(b.branch, s.at_unit)
        end as value,
        bool_or(s.is_actual) as is_there,
        bool_or(s.is_counted) as may_be,
        bool_and(s.is_sure) as is_sure
    from states s
    left join branches b on by_kind = 'unit' and b.on_day = s.on_day and b.unit = s.at_unit
    where case by_kind
        when 'category' then s.has_category
        when 'unit' then s.has_place
        when 'workplace' then s.has_place
        else true
    end
    group by all
),

judged as (
    select *, is_sure and count(*) over (partition by on_day, member) = 1 as is_surely_there
    from there
)

select
    on_day, value,
    count(*) filter (is_there and not is_surely_there) as unsure,
    count(*) filter (may_be and not is_there) as perhaps
from judged
group by on_day, value
