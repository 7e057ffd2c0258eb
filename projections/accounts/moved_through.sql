-- one row is one member counted on only one of two of some days that follow each other, and why
-- parameters: days, upto, top_unit
--
-- Between two days only those move about whom a fact says so, and those whose workplace moves.
with
asked as (
    select on_day, row_number() over (order by on_day) as step
    from (select unnest(days::date[]) as on_day)
),

runs as materialized (select * from standings_through(days, upto)),

lying as materialized (select * from mergers_through(days, upto, null)),

within as materialized (select * from below_through(days, upto, top_unit, null)),

places as materialized (
    select
        a.step, w.workplace,
        top_unit is null or coalesce(
            (a.on_day, coalesce(l.at_unit, w.workplace)) in (select on_day, unit from within), false
        ) as is_within
    from (select distinct workplace from runs) w
    cross join asked a
    left join lying l on l.on_day = a.on_day and l.unit = w.workplace
),

told as (
    select
        member, first_step as step, is_member, workplace,
        coalesce(lag(is_member) over those, false) as was_member,
        lag(workplace) over those as was_at
    from runs
    window those as (partition by member order by first_step)
),

by_facts as (
    select
        t.member, t.step,
        t.was_member and coalesce(a.is_within, false) as was_counted,
        t.is_member and b.is_within as is_counted,
        case
            when not (t.was_member and t.is_member) then 'membership'
            when t.was_at is distinct from t.workplace then 'moved'
            else 'reorganised'
        end as because
    from told t
    join places b on b.step = t.step and b.workplace is not distinct from t.workplace
    left join places a on a.step = t.step - 1 and a.workplace is not distinct from t.was_at
    where t.step > 1 and (t.was_member or t.is_member)
),

moved_places as (
    select b.step, b.workplace, b.is_within
    from places b
    join places a on a.step = b.step - 1 and a.workplace is not distinct from b.workplace
    where a.is_within <> b.is_within
),

by_units as (
    select r.member, p.step, not p.is_within as was_counted, p.is_within as is_counted
    from moved_places p
    join runs r
        on r.workplace is not distinct from p.workplace
        and r.first_step < p.step and coalesce(r.next_step > p.step, true)
    where r.is_member
)

select on_day, member, is_counted as is_in, because
from (
    select member, step, is_counted, because from by_facts where was_counted <> is_counted
    union all
    select member, step, is_counted, 'reorganised' from by_units
)
join asked using (step)
