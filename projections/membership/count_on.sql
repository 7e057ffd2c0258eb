-- one row: how many members are in membership on a day
-- parameters: on_day, upto
with
latest as (
    -- each member's last joining or leaving is the largest, and its lowest bit says which it is
    select max(
        history_order(effective_on, entry) * 2 + (type = 'MemberJoined')::bigint
    ) as membership
    from told_of_members
    where type in ($setting_membership)
        and effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
    group by member
)

select count(*) as members
from latest
where membership % 2 = 1
