-- one row is one fact about a unit of the organisation
select
    entry,
    effective_on,
    ord,
    type as kind,
    unit,
    name,
    kind as unit_kind,
    parent,
    "into" as merged_into,
    null::bigint as voided_by
from told
where type in ('UnitFormed', 'UnitRenamed', 'UnitMoved', 'UnitMerged', 'UnitClosed')
