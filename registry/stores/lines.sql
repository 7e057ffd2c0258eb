-- One row is a stretch of the log as flat JSON lines, with the number of entries that are written as
-- they are: their data begin like an object with a field, their type needs no escape (json_quote would
-- take as long as all the rest). Bytes, not text: what is not UTF-8 is for the reader to name. The rows
-- come in the order of the key, which the stretch is read by.
select
    cast(
        group_concat(
            '{"entry":' || position || ',"type":"' || type || '",'
            || cast(substr(data, 2) as text),
            char(10)
        ) as blob
    ) as lines,
    count(*) filter (
        where substr(data, 1, 2) = x'7b22' and instr(type, '"') = 0 and instr(type, '\') = 0
    ) as sound
from entries
where position > :after and position <= :upto
