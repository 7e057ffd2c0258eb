-- one row is one workplace on record and day, from which on another number of members counts there
-- parameters: on_day, upto, workplaces, counted
--
-- Up to a day, at some workplaces, as on record: windows, mergers, and as what anybody is employed
-- are left aside. On the days before the first one nobody counts.
with
asked as (select unnest(workplaces) as workplace),

about as (
    select distinct member from told_of_members
    where workplace in (select workplace from asked)
        and entry <= upto and (voided_by is null or voided_by > upto)
),

told as (
    select
        member, effective_on, ord,
        if(kind in ($setting_membership), kind = 'MemberJoined', null) as is_member,
        if(kind in ($setting_workplace), {'value': workplace}, null) as placed,
        if(
            kind in ($setting_category), coalesce(list_contains(counted, category), false), null
        ) as counts
    from member_facts
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
        and kind not in ($setting_confirmation) and member in (select member from about)
),

states as (
    select
        member, effective_on,
        case
            when last_value(is_member ignore nulls) over so_far
                and last_value(counts ignore nulls) over so_far
            then (last_value(placed ignore nulls) over so_far).value
        end as workplace,
        lead(effective_on) over so_far is distinct from effective_on as is_last_of_day
    from told
    window so_far as (partition by member order by ord)
),

stays as (
    select
        workplace, effective_on as begins_on,
        lead(effective_on) over (partition by member order by effective_on) as ends_on
    from states
    where is_last_of_day
),

changes as (
    select workplace, begins_on as from_day, 1 as change from stays
    union all
    select workplace, ends_on, -1 from stays where ends_on is not null
),

by_day as (
    select workplace, from_day, sum(change) as change
    from changes
    where workplace in (select workplace from asked)
    group by workplace, from_day
    having sum(change) <> 0
)

select
    workplace, from_day,
    (sum(change) over (partition by workplace order by from_day))::bigint as members
from by_day
