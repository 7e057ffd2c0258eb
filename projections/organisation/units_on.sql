-- one row is one unit, as it stands on a day; before its first day it lies under its first parent
-- parameters: on_day, upto
-- kept: at once
with
known as (
    select * from unit_facts
    where entry <= upto and (voided_by is null or voided_by > upto)
),

formed as (
    -- a first day that was corrected is that of the earliest entry
    select distinct on (unit) unit, name, unit_kind, parent, effective_on, not_before, entry
    from known
    where kind = 'UnitFormed'
    order by unit, effective_on, coalesce(not_before, effective_on), entry
),

changed as (
    select
        unit,
        arg_max(name, ord) filter (kind = 'UnitRenamed') as name,
        max(ord) filter (kind = 'UnitMoved') is not null as is_moved,
        arg_max_null(parent, ord) filter (kind = 'UnitMoved') as parent,
        arg_max(entry, ord) filter (kind = 'UnitMoved') as parent_by,
        arg_max(merged_into, ord) filter (kind = 'UnitMerged') as merged_into,
        arg_max(entry, ord) filter (kind = 'UnitMerged') as merged_by,
        min(effective_on) filter (kind = 'UnitClosed') as closed_on,
        arg_min(entry, ord) filter (kind = 'UnitClosed') as closed_by
    from known
    where effective_on <= on_day
    group by unit
)

select
    f.unit,
    coalesce(c.name, f.name) as name,
    f.unit_kind as kind,
    case when c.is_moved then c.parent else f.parent end as parent,
    f.effective_on as formed_on,
    f.not_before as formed_not_before,
    c.merged_into,
    c.closed_on,
    f.effective_on <= on_day and c.merged_into is null and c.closed_on is null as is_open,
    coalesce(c.parent_by, f.entry) as parent_by,
    c.merged_by,
    c.closed_by
from formed f
left join changed c using (unit)
