-- one row is one unit, as it stands on a day; before its first day it lies under its first parent
-- parameters: on_day, upto
-- kept: at once
with
latest as (
    select
        unit,
        arg_max(name, named) as name,
        any_value(unit_kind) as kind,
        arg_max_null(parent, placed) as parent,
        any_value(formed_on) as formed_on,
        any_value(formed_not_before) as formed_not_before,
        arg_max(merged_into, merged) as merged_into,
        arg_min(effective_on, closed) as closed_on,
        arg_max(entry, placed) as parent_by,
        arg_max(entry, merged) as merged_by,
        arg_min(entry, closed) as closed_by
    from units_told(upto)
    where effective_on <= on_day or formed_on is not null
    group by unit
)

select
    unit, name, kind, parent, formed_on, formed_not_before, merged_into, closed_on,
    formed_on <= on_day and merged_into is null and closed_on is null as is_open,
    parent_by, merged_by, closed_by
from latest
where formed_on is not null
