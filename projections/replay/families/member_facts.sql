-- one row is one fact about a member
select
    entry,
    effective_on,
    history_order(effective_on, entry) as ord,
    type as kind,
    member,
    workplace,
    if(type = 'MemberJoined', coalesce(category, 'active'), category) as category,
    voided_by
from told_of_members
