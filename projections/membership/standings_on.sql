-- one row is one person on record by a day: membership, workplace, category, and what decides them
-- parameters: on_day, upto
-- kept: when asked again
--
-- Outside membership there is neither workplace nor category, and nothing that decides them; who
-- never joined or left has no deciding entry at all.
with
-- what a fact decides, or null: a `filter` on each aggregate takes half as long again
told as (
    select
        member, workplace, category,
        case
            when kind = 'MemberJoined' then ord * 2 + 1
            when kind = 'MemberLeft' then ord * 2
        end as membership,
        if(kind in ($setting_workplace), ord, null) as placed,
        if(kind in ($setting_category), ord, null) as categorised
    from member_facts
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
        and kind not in ($setting_confirmation)
),

latest as (
    select
        member,
        max(membership) as membership,
        arg_max_null(workplace, placed) as workplace,
        max(placed) as placed,
        arg_max_null(category, categorised) as category,
        max(categorised) as categorised
    from told
    group by member
),

-- the last bit distinguishes a joining from a leaving; the 39 before it are the entry, the others
-- the day
decided as (
    select
        *,
        coalesce(membership % 2 = 1, false) as is_member,
        membership >> 1 as membership_ord
    from latest
)

select
    member,
    is_member,
    membership_ord,
    membership_ord % (1::bigint << 39) as membership_by,
    if(is_member, workplace, null) as workplace,
    if(is_member, placed, null) as placed_ord,
    if(is_member, placed % (1::bigint << 39), null) as placed_by,
    if(is_member, category, null) as category,
    if(is_member, categorised, null) as categorised_ord,
    if(is_member, categorised % (1::bigint << 39), null) as categorised_by
from decided
