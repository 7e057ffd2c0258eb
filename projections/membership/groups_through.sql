-- one row is one group of the members counted on one of some days
-- parameters: days, upto, top_unit, categories, organised_on, by_kind, depth
--
-- By `workplace`, by `category`, or by `unit`: those so many levels below the upper one, or the
-- roots and below; who is nearer to it stands by itself. All of them in one where it is none.
with
branches as materialized (
    select * from branches_through(days, upto, top_unit, organised_on, depth)
)

select
    c.on_day,
    case by_kind
        when 'workplace' then c.at_unit
        when 'category' then c.category
        when 'unit' then coalesce(b.branch, c.at_unit)
    end as value,
    sum(c.members)::bigint as members
from counts_through(days, upto, top_unit, categories, organised_on) c
left join branches b on by_kind = 'unit' and b.on_day = c.on_day and b.unit = c.at_unit
group by all
