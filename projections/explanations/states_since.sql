-- one row is one member and one entry about them, with their state on a day as known then
-- parameters: on_day, upto, since_entry
--
-- Entries after `since_entry`, and that one first of all, for the state before them.
with
facts as (
    select * from member_facts
    where effective_on <= on_day and entry <= upto and kind not in ($setting_confirmation)
),

recorded as (
    select member, entry from facts where entry > since_entry
    union
    select member, voided_by from facts where voided_by > since_entry and voided_by <= upto
),

moments as (
    select member, entry from recorded
    union
    select member, since_entry from recorded
),

latest as (
    select
        m.member, m.entry,
        max(f.ord * 2 + (f.kind = 'MemberJoined')::bigint)
            filter (f.kind in ($setting_membership)) as membership,
        arg_max_null(f.workplace, f.ord)
            filter (f.kind in ($setting_workplace)) as workplace,
        arg_max_null(f.category, f.ord)
            filter (f.kind in ($setting_category)) as category
    from moments m
    left join facts f
        on f.member = m.member and f.entry <= m.entry
        and (f.voided_by is null or f.voided_by > m.entry)
    group by m.member, m.entry
)

select
    entry, member,
    coalesce(membership % 2 = 1, false) as is_member,
    if(membership % 2 = 1, workplace, null) as workplace,
    if(membership % 2 = 1, category, null) as category
from latest
