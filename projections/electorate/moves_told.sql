-- one row is one side of one move, at one of some places that somebody left or reached by it
-- parameters: upto, places
--
-- `one` is 1 for in, -1 for out; of whatever day, within the window of the move. What becomes known
-- of where a joiner works is no move.
with
counted as (select unnest(places::varchar[]) as place),

-- most members never moved, and of those who did most were never there
about as (
    select distinct member
    from told_of_members
    where workplace in (select place from counted) and member in (
        select member from told_of_members
        where type in ($setting_workplace) and type not in ($setting_membership)
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
        and not was_unplaced and was is distinct from workplace
),

sides as (
    select reached as place, 1 as one, effective_on, first_day from moves
    union all
    select was, -1, effective_on, first_day from moves
)

select place, one, first_day as first, effective_on as last
from sides
where place in (select place from counted)
