-- one row is one state that a member may be in on a day, with whether a count then takes them in
-- parameters: on_day, upto, top_unit, categories
--
-- Of those of whom not everything is sure. `is_actual`: they are counted, in that state, as far as
-- is known; `is_sure`: they are counted in whatever state they are.
with
states as (
    select
        *,
        (top_unit is null or coalesce(
            has_place and at_unit in (select unit from below_on(on_day, upto, top_unit)), false
        ))
        and (categories is null or coalesce(
            has_category and list_contains(categories, category), false
        )) as is_counted
    from possible_on(on_day, upto)
)

select
    member, has_place, at_unit, has_category, category, is_counted,
    is_actual and is_counted as is_actual,
    is_surely_in and bool_and(is_counted) over (partition by member) as is_sure
from states
