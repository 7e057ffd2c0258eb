-- one row is one standing election to a seat of a committee
-- parameters: upto
select entry, seat
from told_of_others
where type = 'StewardElected' and seat is not null
    and entry <= upto and (voided_by is null or voided_by > upto)
