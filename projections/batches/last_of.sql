-- one row: the last entry of a batch, as known then
-- parameters: upto, of_batch
select max(entry) as entry from entries where batch = of_batch and entry <= upto
