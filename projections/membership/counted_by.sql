-- one row is one member counted on a day, with the entries by which they are
-- parameters: on_day, upto, top_unit, categories
--
-- The joining, what set workplace and category, and for a unit what places the workplace there.
with
counted as (select * from scoped_on(on_day, upto, top_unit, categories) where is_counted),

placed as (
    select list(distinct workplace) as workplaces
    from counted
    where top_unit is not null
),

ways as (
    select workplace, list(entry) as entries
    from lying_on(on_day, upto, top_unit, (select workplaces from placed))
    group by workplace
)

select
    c.member, c.workplace, c.at_unit, c.category,
    list_sort(list_distinct(list_concat(
        [c.membership_by, c.placed_by, c.categorised_by], coalesce(w.entries, [])
    ))) as entries
from counted c
left join ways w using (workplace)
