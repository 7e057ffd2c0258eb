-- one row is one fact up to a day that stands, with who recorded it and how many days late
-- parameters: on_day, upto, since
--
-- Negative is a fact recorded in advance. Given `since`, only facts recorded that day or later.
select
    entry, type::varchar as type, recorded_by as recorder,
    datediff('day', effective_on, recorded_at::date) as days
from entries
where type not in ($of_corrections) and effective_on <= on_day
    and entry <= upto and (voided_by is null or voided_by > upto)
    and (since is null or recorded_at >= since::date)
