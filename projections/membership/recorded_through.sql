-- one row is one workplace on record, category and day of some, with members counted there then
-- parameters: days, upto
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
)

select a.on_day, t.workplace, t.category, t.members
from totals t
join asked a on a.step >= t.step and a.step < coalesce(t.next_step, a.step + 1)
where t.members > 0
