-- one row: how many more and fewer are surely, and possibly, counted on the second of two sides
-- parameters: from_day, from_upto, to_day, to_upto, top_unit, categories
--
-- Who is not sure on either side and does not move is counted on both, or on neither.
with
sides as (
    select
        member,
        coalesce(a.is_counted, m.is_out, b.is_counted) as counted_first,
        coalesce(b.is_counted, m.is_in, a.is_counted) as counted_then,
        a.member is null as sure_first,
        b.member is null as sure_then
    from (
        select member, is_in, not is_in as is_out
        from movements(from_day, from_upto, to_day, to_upto, top_unit, categories)
    ) m
    full join unsure_in(
        from_day, from_upto, top_unit, categories
    ) a using (member)
    full join unsure_in(
        to_day, to_upto, top_unit, categories
    ) b using (member)
),

judged as (
    select
        counted_first and sure_first as surely_first,
        counted_then and sure_then as surely_then,
        counted_first or not sure_first as possibly_first,
        counted_then or not sure_then as possibly_then
    from sides
)

select
    count(*) filter (surely_then and not surely_first) as surely_more,
    count(*) filter (surely_first and not surely_then) as surely_fewer,
    count(*) filter (possibly_then and not possibly_first) as possibly_more,
    count(*) filter (possibly_first and not possibly_then) as possibly_fewer
from judged
