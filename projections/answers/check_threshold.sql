-- one row is one workplace whose known electorate is too small for the offices held there on a day
-- parameters: on_day, upto, threshold, counted
with
held as (
    select m.at_unit as unit, count(distinct m.member) as holders, list(m.entry) as entries
    from mandates_on(on_day, upto) m
    join offices o using (office)
    where m.ended_on is null and o.scope = 'workplace' and o.needs_verdict
    group by m.at_unit
),

figures as (
    select
        h.unit, h.holders, h.entries,
        coalesce(e.members, 0) as members, e.observed, e.observed_by
    from held h
    left join electorates_on(on_day, upto, threshold, counted) e using (unit)
    where e.verdict is distinct from 'yes'
)

select
    'steward under the threshold' as finding,
    unit as subject,
    format(
        '{} there, {}, {} may elect; {} in office',
        if(members = 1, '1 member works', format('{} members work', members)),
        if(observed is null, 'no headcount', format('{} employees', observed)) || ' known',
        threshold,
        if(holders = 1, '1 member is', format('{} members are', holders))
    ) as detail,
    list_sort(list_concat(entries, if(observed_by is null, [], [observed_by]))) as entries
from figures
