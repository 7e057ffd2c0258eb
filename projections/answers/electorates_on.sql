-- one row is one unit, with those known to work there on a day and whether they may elect
-- parameters: on_day, upto, threshold, counted
with
-- mergers are followed for each workplace on record, not for each member
placed as (
    select workplace, count(*) as members
    from standings_on(on_day, upto)
    where is_member and list_contains(counted, category)
    group by workplace
),

members as (
    select coalesce(r.at_unit, p.workplace) as unit, sum(p.members)::bigint as members
    from placed p
    left join resolved_on(on_day, upto) r on r.unit = p.workplace
    group by all
),

figures as (
    select
        u.unit, u.name, u.kind, u.is_open,
        coalesce(m.members, 0) as members, h.employees as observed, h.entry as observed_by
    from units_on(on_day, upto) u
    left join members m using (unit)
    left join headcounts_on(on_day, upto) h on h.workplace = u.unit
)

-- employees count, and not all are members: few members prove nothing without an observation
select
    *,
    case
        when members >= threshold or observed >= threshold then 'yes'
        when observed is not null then 'no'
        else 'unknown'
    end as verdict
from figures
