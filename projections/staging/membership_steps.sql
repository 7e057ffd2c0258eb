-- one row is one joining or leaving, with the step it takes in the count when everything is known
--
-- A member is steady whose joinings and leavings were told in the order of their days, none of them
-- voided. On any day and at any knowledge a steady member's facts are the first few of them, so the
-- count of steady members is a plain sum of steps; the others are folded one by one.
with
touched as (
    select distinct member
    from member_facts
    where kind in ('MemberJoined', 'MemberLeft') and (entry > $head or voided_by > $head)
),

facts as (
    select entry, effective_on, ord, member, kind = 'MemberJoined' as joined, voided_by
    from member_facts
    where kind in ('MemberJoined', 'MemberLeft') and member in (select member from touched)
),

steps as (
    select
        *,
        joined::int - coalesce(lag(joined) over in_order, false)::int as step,
        coalesce(entry < lag(entry) over in_order, false) or voided_by is not null as is_odd
    from facts
    window in_order as (partition by member order by ord)
),

unsteady as (select distinct member from steps where is_odd)

select
    entry, effective_on, ord, member, joined, step,
    member not in (select member from unsteady) as is_steady,
    voided_by
from steps
