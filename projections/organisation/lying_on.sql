-- one row is one of some workplaces and one entry that decides where it lies on a day
-- parameters: on_day, upto, top_unit, workplaces
--
-- These are the mergers followed from the workplace, then what each unit on the way up lies under:
-- as far as the unit given, or to the root. A merger or parent that would lead back ends the walk.
with recursive
units as (select unit, parent, parent_by, merged_into, merged_by from units_on(on_day, upto)),

mergers(workplace, at_unit, path, entry) as (
    select unit, unit, [unit], null::bigint
    from units
    where unit in (select unnest(workplaces))
    union all
    select
        w.workplace, u.merged_into, list_append(w.path, u.merged_into), u.merged_by
    from mergers w
    join units u on u.unit = w.at_unit
    where u.merged_into is not null
        -- the step that leads back is taken too, and none after it
        and array_length(w.path) = array_length(list_distinct(w.path))
),

arrived as (
    select unit as workplace, at_unit
    from resolved_on(on_day, upto)
    where unit in (select unnest(workplaces))
),

parents(workplace, at_unit, path, entry) as (
    select workplace, at_unit, [at_unit], null::bigint from arrived
    union all
    select
        w.workplace, u.parent, list_append(w.path, u.parent), u.parent_by
    from parents w
    join units u on u.unit = w.at_unit
    where w.at_unit <> top_unit and array_length(w.path) = array_length(list_distinct(w.path))
)

select workplace, entry
from mergers
where entry is not null
union
select workplace, entry
from parents
where entry is not null
