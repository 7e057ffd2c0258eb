-- one row is one entry of the chunks being laid out: its number, its type, its data as JSON
with
pieces as (
    select
        after,
        string_split(decode(types), ',') as types,
        string_split(decode(data), chr(10)) as lines
    from chunks
)

select
    unnest(range(after + 1, after + 1 + len(types))) as entry,
    unnest(types) as type,
    unnest(lines) as line
from pieces
