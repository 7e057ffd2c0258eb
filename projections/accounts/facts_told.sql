-- one row is one fact that somebody told, up to a day, by whom, and how many days late
-- parameters: on_day, upto, since, units
--
-- It stands. Negative is a fact recorded in advance. Given `since`, only facts recorded that day or
-- later; given `units`, only facts about one of them. What follows from member lists nobody told:
-- it is worked out when a list is taken in, and its days say how far apart the lists are. The list
-- itself is as late as it was taken in.
select
    entry, type::varchar as type, recorded_by as recorder,
    datediff('day', effective_on, recorded_at::date) as days
from entries
where type not in ($of_corrections, $of_generations, 'JoiningDayStated') and derived is not true
    and effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
    and (since is null or recorded_at >= since::date)
    and (units is null or entry in (
        select f.entry from fact_units(on_day, upto) f where list_contains(units, f.unit)
    ))
