-- one row is one figure and the number of members counted on its day, in its scope
-- parameters: upto, figures, days, scopes, places
--
-- `figures` and `days` are pairs; `scopes` and `places` are pairs of a figure and a unit that lay
-- in its scope on its day, none for the whole union. A log may hold a thousand figures, so members
-- are not counted for each: what came and went at a workplace by its day adds up to it.
with
asked as (select unnest(figures::bigint[]) as figure, unnest(days::date[]) as on_day),

scoped as (select unnest(scopes::bigint[]) as figure, unnest(places::varchar[]) as place),

stays as (
    select
        effective_on, kind, workplace,
        lead(effective_on) over history as until,
        max(if(kind in ($setting_membership), ord * 2 + (kind = 'MemberJoined')::bigint, null))
            over (history rows unbounded preceding) % 2 = 1 as is_member
    from member_facts
    where kind in ($setting_membership_workplace)
        and entry <= upto and (voided_by is null or voided_by > upto)
    window history as (partition by member order by ord)
),

turns as (
    select workplace, effective_on as day, 1 as change from stays where is_member
    union all
    select workplace, until, -1 from stays where is_member and until is not null
),

by_place as (select workplace, day, sum(change) as change from turns group by workplace, day),

by_day as (select day, sum(change) as change from turns group by day),

sums as (
    select a.figure, sum(t.change) as members
    from asked a
    join scoped s using (figure)
    join by_place t on t.workplace = s.place and t.day <= a.on_day
    group by a.figure
    union all
    select a.figure, sum(t.change)
    from asked a
    join scoped s on s.figure = a.figure and s.place is null
    join by_day t on t.day <= a.on_day
    group by a.figure
)

select figure, coalesce(members, 0)::bigint as members
from asked
left join sums using (figure)
