-- one row is one time in membership that began by a day, or may have, from a joining to a leaving
-- parameters: on_day, upto
--
-- Read day by day: the last joining or leaving of a day decides it, so leaving and joining again on
-- one day ends nothing. Each end has the first day on which it can have been. Workplace and
-- category are the last ones by the day; nothing that can only have happened later is told.
with
known as (
    select *, coalesce(not_before, effective_on) as first_day
    from member_facts
    where coalesce(not_before, effective_on) <= on_day
        and entry <= upto and (voided_by is null or voided_by > upto)
        and kind not in ($setting_confirmation)
),

days as (
    select
        member, effective_on,
        max(ord) as ord,
        arg_max(kind, ord) = 'MemberJoined' as is_in,
        max(first_day) as first_day
    from known
    where kind in ($setting_membership)
    group by member, effective_on
),

turns as (
    select
        *,
        max(first_day) over so_far as first_possible,
        is_in <> coalesce(lag(is_in) over so_far, false) as is_turn
    from days
    window so_far as (partition by member order by effective_on)
),

ends as (
    select
        member, is_in,
        effective_on as joined_on, first_possible as joined_first, ord as joined_ord,
        lead(effective_on) over following as left_on,
        lead(first_possible) over following as left_first,
        lead(ord) over following as left_ord
    from turns
    where is_turn
    window following as (partition by member order by effective_on)
)

select
    e.member,
    e.joined_on, e.joined_first, e.joined_ord, e.left_on, e.left_first, e.left_ord,
    arg_max_null(k.workplace, k.ord) filter (k.kind in ($setting_workplace)) as workplace,
    arg_max_null(k.category, k.ord) filter (k.kind in ($setting_category)) as category
from ends e
left join known k
    on k.member = e.member and k.ord >= e.joined_ord and k.effective_on <= on_day
    and (e.left_ord is null or k.ord < e.left_ord)
where e.is_in
group by all
