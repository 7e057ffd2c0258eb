-- One row is the position that the next event will get: the one after the last entry. Positions come from a
-- sequence, which does not take back what a failed append or a crash used up. And what the server's clock says.
select setval('public.stewards_tt_main_id_seq', coalesce(max(id), 0) + 1, false) as position, clock_timestamp() as now
from public.stewards_tt_main
