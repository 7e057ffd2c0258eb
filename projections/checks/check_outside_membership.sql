-- one row is one change, on or before a day, recorded about a person who was not a member then
-- parameters: on_day, upto
select
    'changed outside membership' as finding,
    member as subject,
    format('{} on {}, and was no member then', kind, effective_on) as detail,
    [entry] as entries
from member_changes(on_day, upto)
where kind <> 'MemberJoined' and not was_member
