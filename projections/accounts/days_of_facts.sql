-- one row is one day from which a fact holds that stands
-- parameters: upto
select distinct effective_on as day
from entries
where entry <= upto and type not in ($of_corrections, $of_generations)
    and (voided_by is null or voided_by > upto)
