-- One row is a chunk of the log as two texts, the types and what is stored, each with a piece for every
-- entry. Bytes, not text: what is not UTF-8 is for the reader to name.
select
    convert_to(string_agg(type, ',' order by id), 'UTF8') as types,
    string_agg(data, '\x0a'::bytea order by id) as data
from public.stewards_tt_main
where id > %(after)s and id <= %(upto)s
