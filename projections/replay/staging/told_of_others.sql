-- one row is one entry that tells of anything but a member, with its line and what is said in it
with
told as (
    select entry, type, line, from_json(line, '{
        "effective_on": "VARCHAR", "recorded_at": "VARCHAR", "recorded_by": "VARCHAR",
        "batch": "VARCHAR", "note": "VARCHAR",
        "not_before": "VARCHAR",
        "member": "VARCHAR", "workplace": "VARCHAR", "committee": "VARCHAR",
        "unit": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "parent": "VARCHAR",
        "into": "VARCHAR",
        "office": "VARCHAR", "until": "VARCHAR", "override": "VARCHAR",
        "starts_on": "VARCHAR", "seat": "VARCHAR", "agreement": "VARCHAR", "election": "BIGINT",
        "employees": "BIGINT", "members": "BIGINT", "source": "VARCHAR",
        "voids": "BIGINT", "reason": "VARCHAR",
        "joining_days": "BOOLEAN", "workplaces": "BOOLEAN", "categories": "JSON",
        "nameless": "BOOLEAN", "without": ["VARCHAR"], "uncategorised": ["VARCHAR"],
        "complete_since": "VARCHAR", "digest": "VARCHAR",
        "joined": "VARCHAR", "joined_not_before": "VARCHAR"
    }') as said
    from other_lines
)

select
    entry,
    type,
    try_cast(said.effective_on as date) as effective_on,
    try_cast(said.recorded_at as timestamp) as recorded_at,
    said.recorded_by, said.batch,
    try_cast(said.not_before as date) as not_before,
    said.member, said.workplace, said.committee,
    said.unit, said.name, said.kind, said.parent, said."into",
    said.office, try_cast(said.until as date) as until, said.override,
    try_cast(said.starts_on as date) as starts_on, said.seat, said.agreement, said.election,
    said.employees, said.members, said.source,
    said.voids, said.reason,
    said.joining_days, said.workplaces,
    case said.categories when 'false' then false when 'true' then true end as categories,
    said.nameless, said.without, said.uncategorised,
    try_cast(said.complete_since as date) as complete_since, said.digest,
    try_cast(said.joined as date) as joined,
    try_cast(said.joined_not_before as date) as joined_not_before,
    if(type in ($few), line, null) as text,
    null::bigint as voided_by,
    line, said
from told
