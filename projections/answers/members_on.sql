-- one row is one member in membership on a day, with the workplace on record and what it has become
-- parameters: on_day, upto
with
known as (
    select * from member_facts
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
        and kind <> 'WorkplaceConfirmed'
),

latest as (
    select
        member,
        max(ord * 2 + (kind = 'MemberJoined')::bigint)
            filter (kind in ('MemberJoined', 'MemberLeft')) as membership,
        arg_max_null(workplace, ord)
            filter (kind in ('MemberJoined', 'WorkplaceChanged')) as workplace,
        max(ord) filter (kind in ('MemberJoined', 'WorkplaceChanged')) as placed,
        arg_max(category, ord) filter (kind in ('MemberJoined', 'CategoryChanged')) as category
    from known
    group by member
),

-- the last bit tells a joining from a leaving; the 39 before it are the entry
in_membership as (select * from latest where membership % 2 = 1)

select
    m.member,
    m.workplace,
    coalesce(r.at_unit, m.workplace) as at_unit,
    m.category,
    (m.membership >> 1) % (1::bigint << 39) as joined_by,
    m.placed % (1::bigint << 39) as placed_by
from in_membership m
left join resolved_on(on_day, upto) r on r.unit = m.workplace
