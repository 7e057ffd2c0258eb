-- one row is one office that anybody was ever elected to, voided or not
-- parameters: upto
select distinct office
from elections
where entry <= upto
