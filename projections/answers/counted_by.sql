-- one row is one member counted on a day, with the entries by which they are
-- parameters: on_day, upto, top_unit, in_category
--
-- The joining, what set workplace and category, and for a unit what places the workplace there.
select
    c.member, c.workplace, c.at_unit, c.category,
    list_sort(list_distinct(list_concat(
        [c.joined_by, c.placed_by, s.categorised_by], coalesce(w.entries, [])
    ))) as entries
from counted_on(on_day, upto, top_unit, in_category) c
join standings_on(on_day, upto) s using (member)
left join ways_on(on_day, upto, top_unit) w on w.unit = c.workplace
