-- one row is one workplace that may elect a steward on a day and has none
-- parameters: on_day, upto, threshold, counted
with
vacant as (select * from vacancies(on_day, upto, threshold, counted)),

placings as (
    select at_unit as workplace, list(placed_by) as entries
    from members_on(on_day, upto)
    where list_contains(counted, category) and at_unit in (select workplace from vacant)
    group by at_unit
),

reasons as (
    select
        v.workplace, v.members, v.observed,
        v.observed >= threshold as is_observed, v.observed_by,
        coalesce(p.entries, []) as placings
    from vacant v
    left join placings p using (workplace)
)

select
    'entitled workplace without a steward' as finding,
    workplace as subject,
    format(
        '{}{}; {} may elect',
        if(members = 1, '1 member', format('{} members', members)),
        if(is_observed, format(', {} employees counted', observed), ''),
        threshold
    ) as detail,
    list_sort(list_concat(placings, if(is_observed, [observed_by], []))) as entries
from reasons
