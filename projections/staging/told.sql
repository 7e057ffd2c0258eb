-- one row is one entry of the lines being laid out, with every field that any family takes
with
fields as (
    select unnest(from_json(line, '{
        "entry": "BIGINT", "type": "VARCHAR", "v": "INTEGER",
        "effective_on": "DATE", "recorded_at": "TIMESTAMP", "recorded_by": "VARCHAR",
        "batch": "VARCHAR",
        "member": "VARCHAR", "workplace": "VARCHAR", "category": "VARCHAR",
        "unit": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "parent": "VARCHAR",
        "into": "VARCHAR",
        "office": "VARCHAR", "until": "VARCHAR", "override": "VARCHAR",
        "employees": "BIGINT", "members": "BIGINT", "source": "VARCHAR",
        "voids": "BIGINT", "reason": "VARCHAR"
    }'))
    from lines
)

select
    * replace (try_cast(type as enum (
        'UnitFormed', 'UnitRenamed', 'UnitMoved', 'UnitMerged', 'UnitClosed',
        'MemberJoined', 'WorkplaceChanged', 'WorkplaceConfirmed', 'CategoryChanged', 'MemberLeft',
        'HeadcountObserved', 'StewardElected', 'MandateEnded', 'CountPublished', 'EntryVoided'
    )) as type),
    -- a history is read by day and then entry: one number sorts by both, the entry in 39 bits
    ((effective_on - date '0001-01-01') << 39) | entry as ord
from fields
