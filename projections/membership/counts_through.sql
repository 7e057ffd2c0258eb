-- one row is one workplace, category and day of some, with members counted there then
-- parameters: days, upto, top_unit, categories, organised_on
--
-- Where a day is given to organise by, units lie and are merged as on that day.
with
asked as (
    select on_day, row_number() over (order by on_day) as step
    from (select unnest(days::date[]) as on_day)
),

runs as materialized (select * from standings_through(days, upto)),

changes as (
    select workplace, category, first_step as step, count(*) as change
    from runs where is_member
    group by all
    union all
    select workplace, category, next_step, -count(*)
    from runs where is_member and next_step is not null
    group by all
),

totals as (
    select
        workplace, category, step,
        sum(sum(change)) over alike as members,
        lead(step) over alike as next_step
    from changes
    group by workplace, category, step
    window alike as (partition by workplace, category order by step)
),

counts as (
    select a.on_day, t.workplace, t.category, t.members
    from totals t
    join asked a on a.step >= t.step and a.step < coalesce(t.next_step, a.step + 1)
    where t.members > 0
),

placed as (
    select c.on_day, coalesce(l.at_unit, c.workplace) as at_unit, c.category, c.members
    from counts c
    left join resolved_through(days, upto, organised_on) l
        on l.on_day = c.on_day and l.unit = c.workplace
    where categories is null or list_contains(categories, c.category)
)

select on_day, at_unit, category, sum(members)::bigint as members
from placed
where top_unit is null or (on_day, at_unit) in (
        select on_day, unit from below_through(days, upto, top_unit, organised_on)
    )
group by all
