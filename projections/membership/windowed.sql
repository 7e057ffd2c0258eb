-- one row is one standing entry about a member of which a day is not known exactly
-- parameters: upto
select member
from told_of_members
where (not_before is not null or placed_on > effective_on)
    and entry <= upto and (voided_by is null or voided_by > upto)
