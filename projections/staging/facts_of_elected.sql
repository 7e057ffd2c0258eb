-- one row is one fact about the membership or workplace of a member who was ever elected
select member, effective_on, ord, entry, kind, workplace, voided_by
from member_facts
where kind in ('MemberJoined', 'MemberLeft', 'WorkplaceChanged')
    and member in (select member from elections)
