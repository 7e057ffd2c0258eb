-- one row is one entry taken back, with the entry that first did so
-- parameters: upto
select voids as entry, min(entry) as voided_by
from voids
where entry <= upto
group by voids
