-- one row is one unit that was ever merged and a span of days, with the unit it has become on them
-- parameters: on_day, upto
--
-- A span runs from from_day until the day before to_day. Each step of the walk cuts a span where
-- the unit reached so far changes what it is merged into, so the spans of a unit never overlap.
with recursive
mergers as (
    select unit, effective_on, arg_max(merged_into, ord) as merged_into
    from unit_facts
    where kind = 'UnitMerged' and effective_on <= on_day
        and entry <= upto and (voided_by is null or voided_by > upto)
    group by unit, effective_on
),

turns as (
    select unit, merged_into, effective_on as from_day from mergers
    union all
    select distinct unit, null, date '-infinity' from mergers
),

targets as (
    select
        unit, merged_into, from_day,
        lead(from_day, 1, date 'infinity') over (partition by unit order by from_day) as to_day
    from turns
),

walk(unit, at_unit, from_day, to_day, path, is_done) as (
    select distinct unit, unit, date '-infinity', date 'infinity', [unit], false from mergers
    union all
    select
        w.unit,
        if(s.goes_on, t.merged_into, w.at_unit),
        greatest(w.from_day, t.from_day),
        least(w.to_day, t.to_day),
        if(s.goes_on, list_append(w.path, t.merged_into), w.path),
        not s.goes_on
    from walk w
    left join targets t on t.unit = w.at_unit and t.from_day < w.to_day and w.from_day < t.to_day
    cross join lateral (
        select t.merged_into is not null and not list_contains(w.path, t.merged_into) as goes_on
    ) s
    where not w.is_done
)

select unit, at_unit, from_day, to_day
from walk
where is_done
