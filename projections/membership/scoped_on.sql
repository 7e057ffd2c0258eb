-- one row is one person on record by a day, with whether a count takes them in
-- parameters: on_day, upto, top_unit, categories
--
-- `is_within` says whether they work at or below the unit, `is_counted` whether all of it holds.
with
placed as (
    select s.*, coalesce(m.at_unit, s.workplace) as at_unit
    from standings_on(on_day, upto) s
    left join mergers_on(on_day, upto) m on m.unit = s.workplace
),

scoped as (
    select
        *,
        top_unit is null or coalesce(
            at_unit in (select unit from below_on(on_day, upto, top_unit)), false
        ) as is_within
    from placed
)

select
    *,
    is_member and is_within
    and (categories is null or list_contains(categories, category)) as is_counted
from scoped
