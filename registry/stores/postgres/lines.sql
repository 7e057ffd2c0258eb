-- One row is a stretch of the log as flat JSON lines, with the number of entries that are written as
-- they are: their data begin like an object with a field, their type needs no escape. Bytes, not text:
-- what is not UTF-8 is for the reader to name.
select
    string_agg(
        convert_to('{"entry":' || id || ',"type":"' || type || '",', 'UTF8') || substr(data, 2),
        '\x0a'::bytea
        order by id
    ) as lines,
    count(*) filter (
        where substr(data, 1, 2) = '\x7b22' and type !~ '["\\]'
    ) as sound
from public.stewards_tt_main
where id > %(after)s and id <= %(upto)s
