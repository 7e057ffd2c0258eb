-- one row is one line of the account of two counts, with how many in it are not sure on either side
-- parameters: from_day, from_upto, to_day, to_upto, top_unit, categories
--
-- The movement of such a member rests on a window: it happened on some day of it.
with
unsure as (
    select member
    from unsure_in(from_day, from_upto, top_unit, categories)
    union
    select member
    from unsure_in(to_day, to_upto, top_unit, categories)
)

select line, count(*) as unsure
from movements(from_day, from_upto, to_day, to_upto, top_unit, categories)
where member in (select member from unsure)
group by line
