-- one row is one fact about a unit of the organisation
select
    entry,
    effective_on,
    not_before,
    history_order(effective_on, entry) as ord,
    type as kind,
    unit,
    name,
    "kind" as unit_kind,
    parent,
    "into" as merged_into,
    voided_by
from told_of_others
where type in ($of_organisation)
