-- one row is one unit, with those known to work there on a day and whether they may elect
-- parameters: on_day, upto, threshold, counted
with
members as (
    select at_unit as unit, count(*) as members
    from members_on(on_day, upto)
    where list_contains(counted, category)
    group by at_unit
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
