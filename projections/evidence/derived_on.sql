-- one row is one member of whom facts rest on a list of a day, perhaps
-- parameters: on_day, upto
--
-- Those of whom a derived fact is true from that day, or was not true before the day after it; and,
-- since a list may have given it, those counted then whose day of joining is derived and exact.
with
standing as (
    select * from told_of_members
    where derived and entry <= upto and (voided_by is null or voided_by > upto)
)

select distinct member
from standing
where on_day in (effective_on, placed_on, coalesce(not_before, effective_on) - 1)
union
select s.member
from standing s
where s.type = 'MemberJoined' and s.effective_on <= on_day
    and (s.not_before is null or s.placed_on is not null)
union
select member
from stated_joinings
where effective_on = on_day and entry <= upto and (voided_by is null or voided_by > upto)
