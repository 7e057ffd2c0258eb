-- one row is one of some places, with how many moves there were since a day of its own
-- parameters: on_day, upto, places, days
--
-- In to it less out of it: `net` as on record, `least` and `most` at least and at most, given the
-- windows of the moves. What becomes known of where a joiner works is no move.
with
counted as (select unnest(places) as place, unnest(days) as since_day),

-- most members never moved, and of those who did most were never there
about as (
    select distinct member
    from told_of_members
    where workplace in (select place from counted) and member in (
        select member from told_of_members
        where type in ($setting_workplace) and type not in ($setting_membership)
            and effective_on > (select min(since_day) from counted)
    )
),

told as (
    select
        member, type as kind, workplace, effective_on, placed_on,
        history_order(effective_on, entry) as ord, coalesce(not_before, effective_on) as first_day
    from told_of_members
    where member in (select member from about) and type in ($setting_membership_workplace)
        and entry <= upto and (voided_by is null or voided_by > upto)
),

-- a joiner who is placed later is at no workplace, and then at one without having moved
facts as (
    select
        member, kind, if(placed_on > effective_on, null, workplace) as workplace, effective_on,
        first_day, ord, coalesce(placed_on > effective_on, false) as is_unplaced
    from told
    union all
    select
        member, 'WorkplaceChanged', workplace, placed_on,
        first_day, history_order(placed_on, ord % (1::bigint << 39)), false
    from told
    where placed_on > effective_on
),

steps as (
    select
        kind, workplace, effective_on, first_day, lag(workplace) over own as was,
        lag(is_unplaced) over own as was_unplaced,
        last_value(if(kind in ($setting_membership), kind, null) ignore nulls) over (
            partition by member order by ord rows between unbounded preceding and 1 preceding
        ) as since_kind
    from facts
    window own as (partition by member order by ord)
),

moves as (
    select was, workplace as reached, effective_on, first_day from steps
    where kind not in ($setting_membership) and since_kind = 'MemberJoined'
        and not was_unplaced and was is distinct from workplace and first_day <= on_day
),

sides as (
    select reached as place, 1 as one, effective_on, first_day from moves
    union all
    select was, -1, effective_on, first_day from moves
),

since_then as (
    select
        c.place, s.one, s.effective_on <= on_day as is_by_then,
        s.first_day > c.since_day and s.effective_on <= on_day as is_sure
    from counted c
    join sides s on s.place = c.place and s.effective_on > c.since_day
)

select
    place,
    sum(if(is_by_then, one, 0))::bigint as net,
    sum(least(if(is_sure, one, 0), one))::bigint as least,
    sum(greatest(if(is_sure, one, 0), one))::bigint as most
from since_then
group by place
