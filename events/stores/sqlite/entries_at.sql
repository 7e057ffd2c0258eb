-- One row is an entry at one of the given positions, in the order of the log.
select
    position,
    type,
    data,
    tags
from entries
where position in (select wanted.value from json_each(:positions) as wanted)
order by position
