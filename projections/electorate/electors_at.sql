-- one row is one of some workplaces, with the entries that put those who count there
-- parameters: on_day, upto, counted, excluded, workplaces
with
placed as (
    select coalesce(r.at_unit, e.workplace) as at_unit, e.placed_by
    from electors_on(on_day, upto, counted, excluded) e
    left join mergers_on(on_day, upto) r on r.unit = e.workplace
)

select at_unit as workplace, list_sort(list(placed_by)) as entries
from placed
where list_contains(workplaces, at_unit)
group by at_unit
