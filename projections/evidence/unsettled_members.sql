-- one row is one member of whom a list of a day can change what is derived, even where it agrees
-- parameters: on_day, upto
--
-- Those of whom a derived fact may have come true on the day or on the one after, and those of whom
-- a list gave a day of joining that was not believed.
select distinct member
from member_facts
where derived
    and coalesce(not_before, effective_on) <= on_day + 1 and effective_on >= on_day
    and entry <= upto and (voided_by is null or voided_by > upto)
union
select member
from stated_joinings
where entry <= upto and (voided_by is null or voided_by > upto)
