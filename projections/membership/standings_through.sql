-- one row is one person on record and a run of some days on which the same is known of them
-- parameters: days, upto
--
-- From the day of step `first_step` on, up to `next_step`; none for up to the last. What the last
-- facts by a day say holds until the next day that says otherwise: see `standings_on`, which says
-- the same of one day.
with
asked as (
    select on_day, row_number() over (order by on_day) as step
    from (select unnest(days::date[]) as on_day)
),

told as (
    select
        f.member, f.workplace, f.category, a.step,
        case
            when f.kind = 'MemberJoined' then f.ord * 2 + 1
            when f.kind = 'MemberLeft' then f.ord * 2
        end as membership,
        if(f.kind in ($setting_workplace), f.ord, null) as placed,
        if(f.kind in ($setting_category), f.ord, null) as categorised
    from member_facts f
    asof join asked a on f.effective_on <= a.on_day
    where f.entry <= upto and (f.voided_by is null or f.voided_by > upto)
        and f.kind not in ($setting_confirmation)
),

-- the last facts of each step; `said` tells a workplace that is none from nothing said of it
latest as (
    select
        member, step,
        max(membership) as membership,
        case when count(placed) > 0
            then {'value': arg_max_null(workplace, placed)} end as place_said,
        case when count(categorised) > 0
            then {'value': arg_max_null(category, categorised)} end as category_said
    from told
    group by member, step
)

select
    member,
    step as first_step,
    lead(step) over (partition by member order by step) as next_step,
    coalesce(max(membership) over so_far % 2 = 1, false) as is_member,
    (last_value(place_said ignore nulls) over so_far).value as workplace,
    (last_value(category_said ignore nulls) over so_far).value as category
from latest
window so_far as (partition by member order by step)
