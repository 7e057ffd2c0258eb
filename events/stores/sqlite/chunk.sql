-- One row is a chunk of the log as two texts, the types and what is stored, each with a piece for every
-- entry. Bytes, not text: what is not UTF-8 is for the reader to name. They come in the order of the
-- key, which the chunk is read by.
select
    cast(group_concat(type) as blob) as types,
    cast(group_concat(data, char(10)) as blob) as data
from entries
where position > :after and position <= :upto
