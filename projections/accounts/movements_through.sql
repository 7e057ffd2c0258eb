-- one row is one line of the account from one of some days to the next, with how many stand in it
-- parameters: days, upto, top_unit
--
-- It says the same as `movement_lines` of each two days, with one knowledge and of all categories.
-- Between two days only those move about whom a fact says so, and those whose workplace moves.
with
asked as (
    select on_day, row_number() over (order by on_day) as step
    from (select unnest(days::date[]) as on_day)
),

runs as materialized (select * from standings_through(days, upto)),

lying as materialized (select * from resolved_through(days, upto, null) where at_unit <> unit),

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
),

moved as (
    select member, step, is_counted as is_in, because
    from by_facts where was_counted <> is_counted
    union all
    select member, step, is_counted, 'reorganised' from by_units
),

-- the last joining or leaving of a day decides the day
turns as (
    select
        member, effective_on, is_member,
        lag(is_member) over (partition by member order by effective_on) as was_member
    from (
        select
            member, effective_on,
            arg_max(kind, ord) = 'MemberJoined' as is_member
        from member_facts
        where kind in ($setting_membership)
            and member in (select member from moved where is_in and because = 'membership')
            and entry <= upto and (voided_by is null or voided_by > upto)
        group by member, effective_on
    )
),

been_here as (
    select member, min(effective_on) as first_left
    from turns where was_member and not is_member
    group by member
)

select
    a.on_day,
    case
        when m.because <> 'membership' then format('{} {}', m.because, if(m.is_in, 'in', 'out'))
        when not m.is_in then 'left'
        when h.first_left <= a.on_day then 'rejoined'
        else 'joined'
    end as line,
    count(*) as members
from moved m
join asked a using (step)
left join been_here h using (member)
group by all
