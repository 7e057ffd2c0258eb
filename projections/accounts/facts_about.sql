-- one row is one of some facts that is about one of some units, before mergers
-- parameters: on_day, upto, facts, units
select entry
from fact_units(on_day, upto)
where list_contains(facts, entry) and list_contains(units, unit)
