-- one row is one member counted on a day, with the entries by which they are
-- parameters: on_day, upto, top_unit, in_category
--
-- The joining, what set workplace and category, and for a unit what places the workplace there.
with
categories as (
    select
        member,
        arg_max(entry, ord) filter (kind in ('MemberJoined', 'CategoryChanged')) as categorised_by
    from member_facts
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
    group by member
)

select
    c.member, c.workplace, c.at_unit, c.category,
    list_sort(list_distinct(list_concat(
        [c.joined_by, c.placed_by, k.categorised_by], coalesce(w.entries, [])
    ))) as entries
from counted_on(on_day, upto, top_unit, in_category) c
join categories k using (member)
left join ways_on(on_day, upto, top_unit) w on w.unit = c.workplace
