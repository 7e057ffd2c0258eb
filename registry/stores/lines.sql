-- One row is a stretch of the log as flat JSON lines, with the number of entries that begin like an
-- object with a field. Bytes, not text: what is not UTF-8 is for the reader to name. The rows come
-- in the order of the key, which the stretch is read by.
select
    cast(
        group_concat(
            '{"entry":' || position || ',"type":' || json_quote(type) || ','
            || cast(substr(data, 2) as text),
            char(10)
        ) as blob
    ) as lines,
    count(*) filter (where substr(data, 1, 2) = x'7b22') as objects
from entries
where position > :after and position <= :upto
