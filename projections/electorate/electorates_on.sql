-- one row is one unit, with its known electorate on a day
-- parameters: on_day, upto, counted, excluded
with
-- mergers are followed for each workplace on record, not for each member
placed as (
    select workplace, count(*) as members
    from electors_on(on_day, upto, counted, excluded)
    group by workplace
),

members as (
    select coalesce(r.at_unit, p.workplace) as unit, sum(p.members)::bigint as members
    from placed p
    left join mergers_on(on_day, upto) r on r.unit = p.workplace
    group by all
)

select
    u.unit, u.name, u.kind = 'workplace' and u.is_open as is_open_workplace,
    coalesce(m.members, 0) as members
from units_on(on_day, upto) u
left join members m using (unit)
