-- one row is one fact about a member, of whatever day, with the membership just before it
-- parameters: upto
with
known as (
    select * from member_facts
    where entry <= upto and (voided_by is null or voided_by > upto)
),

before as (
    select
        *,
        max(
            case when kind in ($setting_membership)
                then ord * 2 + (kind = 'MemberJoined')::bigint end
        ) over (
            partition by member order by ord rows between unbounded preceding and 1 preceding
        ) as membership
    from known
)

-- the last bit distinguishes a joining from a leaving; the 39 before it are the entry
select
    entry, effective_on, not_before, member, kind,
    coalesce(membership % 2 = 1, false) as was_member,
    (membership >> 1) % (1::bigint << 39) as membership_by,
    date '0001-01-01' + (membership >> 40)::integer as membership_on
from before
