-- one row is one entry that tells of a member, with its line and what is said in it
with
told as (
    select entry, type, line, from_json(line, '{
        "effective_on": "VARCHAR", "recorded_at": "VARCHAR", "recorded_by": "VARCHAR",
        "batch": "VARCHAR", "note": "VARCHAR",
        "not_before": "VARCHAR", "derived": "BOOLEAN", "placed_on": "VARCHAR",
        "member": "VARCHAR", "workplace": "VARCHAR", "category": "VARCHAR", "reason": "VARCHAR"
    }') as said
    from lines
    where type in (
        $of_membership
    )
)

select
    entry,
    type,
    try_cast(said.effective_on as date) as effective_on,
    try_cast(said.recorded_at as timestamp) as recorded_at,
    said.recorded_by, said.batch,
    try_cast(said.not_before as date) as not_before, said.derived,
    try_cast(said.placed_on as date) as placed_on,
    said.member, said.workplace, said.category, said.reason,
    null::bigint as voided_by,
    line, said
from told
