-- one row: how many members are in membership on a day
-- parameters: on_day, upto
with
known as (
    select * from membership_steps
    where effective_on <= on_day and entry <= upto
),

steady as (select coalesce(sum(step), 0) as members from known where is_steady),

latest as (
    select member, max(ord * 2 + joined::bigint) as membership
    from known
    where not is_steady and (voided_by is null or voided_by > upto)
    group by member
),

unsteady as (select count(*) as members from latest where membership % 2 = 1)

select (steady.members + unsteady.members)::bigint as members
from steady, unsteady
