-- one row is one of some workplaces, with the entries that put those who count there
-- parameters: on_day, upto, counted, workplaces
select at_unit as workplace, list_sort(list(placed_by)) as entries
from members_on(on_day, upto)
where list_contains(counted, category) and list_contains(workplaces, at_unit)
group by at_unit
