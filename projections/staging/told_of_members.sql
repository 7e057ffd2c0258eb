-- one row is one entry that tells of a member
with
told as (
    select entry, type, from_json(line, '{
        "v": "INTEGER",
        "effective_on": "DATE", "recorded_at": "TIMESTAMP", "recorded_by": "VARCHAR",
        "batch": "VARCHAR",
        "member": "VARCHAR", "workplace": "VARCHAR", "category": "VARCHAR"
    }') as said
    from lines
    where type in (
        'MemberJoined', 'WorkplaceChanged', 'WorkplaceConfirmed', 'CategoryChanged', 'MemberLeft'
    )
)

select entry, type, unnest(said), null::bigint as voided_by
from told
