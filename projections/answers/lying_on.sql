-- one row is one workplace and one entry that decides where in the organisation it lies on a day
-- parameters: on_day, upto, top_unit
--
-- These are the mergers followed from the workplace, then what each unit on the way up lies under:
-- as far as the unit given, or to the root. A merger or parent that would lead back ends the walk.
with recursive
units as (select unit, parent, parent_by, merged_into, merged_by from units_on(on_day, upto)),

mergers(workplace, at_unit, path, entry) as (
    select unit, unit, [unit], null::bigint from units
    union all
    select
        w.workplace, u.merged_into, list_append(w.path, u.merged_into), u.merged_by
    from mergers w
    join units u on u.unit = w.at_unit
    where u.merged_into is not null
        -- the step that leads back is taken too, and none after it
        and len(w.path) = len(list_distinct(w.path))
),

parents(unit, at_unit, path, entry) as (
    select unit, unit, [unit], null::bigint from units
    union all
    select
        w.unit, u.parent, list_append(w.path, u.parent), u.parent_by
    from parents w
    join units u on u.unit = w.at_unit
    where w.at_unit is distinct from top_unit and len(w.path) = len(list_distinct(w.path))
)

select workplace, entry
from mergers
where entry is not null
union
select r.unit, p.entry
from resolved_on(on_day, upto) r
join parents p on p.unit = r.at_unit
where p.entry is not null
