-- one row is one joining, on or before a day, of somebody who was a member already
-- parameters: on_day, upto
select
    'joined twice' as finding,
    member as subject,
    format('joined on {}, and was a member already', effective_on) as detail,
    list_sort([membership_by, entry]) as entries
from member_changes(on_day, upto)
where kind = 'MemberJoined' and was_member
