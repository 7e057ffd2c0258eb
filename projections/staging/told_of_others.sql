-- one row is one entry that tells of anything but a member: units, mandates, figures, voids
with
told as (
    select entry, type, from_json(line, '{
        "v": "INTEGER",
        "effective_on": "DATE", "recorded_at": "TIMESTAMP", "recorded_by": "VARCHAR",
        "batch": "VARCHAR",
        "member": "VARCHAR", "workplace": "VARCHAR",
        "unit": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "parent": "VARCHAR",
        "into": "VARCHAR",
        "office": "VARCHAR", "until": "VARCHAR", "override": "VARCHAR",
        "employees": "BIGINT", "members": "BIGINT", "source": "VARCHAR",
        "voids": "BIGINT", "reason": "VARCHAR"
    }') as said
    from lines
    where type not in (
        'MemberJoined', 'WorkplaceChanged', 'WorkplaceConfirmed', 'CategoryChanged', 'MemberLeft'
    )
)

select
    entry, type,
    said.v, said.effective_on, said.recorded_at, said.recorded_by, said.batch,
    said.member, said.workplace,
    said.unit, said.name, said.kind, said.parent, said."into",
    said.office, said.until::date as until, said.override,
    said.employees, said.members, said.source,
    said.voids, said.reason,
    null::bigint as voided_by
from told
