-- one row is one open workplace, with whether it may elect a steward on a day, and its stewards
-- parameters: on_day, upto, threshold, counted
with
stewards as (
    select at_unit as unit, list_sort(list(distinct member)) as stewards
    from mandates_on(on_day, upto)
    where office = 'steward' and ended_on is null
    group by at_unit
)

select
    e.unit as workplace, e.name, e.members, e.observed, e.verdict,
    coalesce(s.stewards, []) as stewards,
    e.observed_by
from electorates_on(on_day, upto, threshold, counted) e
left join stewards s using (unit)
where e.is_open and e.kind = 'workplace'
