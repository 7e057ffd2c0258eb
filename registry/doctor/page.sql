-- One row is an entry as it is stored, in the order of the log.
select
    position,
    type,
    data,
    tags
from entries
where position > :after
order by position
limit :limit
