-- one row is one fact about a member
select
    entry,
    effective_on,
    ord,
    type as kind,
    member,
    workplace,
    case when type = 'MemberJoined' then coalesce(category, 'active') else category end as category,
    null::bigint as voided_by
from told
where type in (
    'MemberJoined', 'WorkplaceChanged', 'WorkplaceConfirmed', 'CategoryChanged', 'MemberLeft'
)
