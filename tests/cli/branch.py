"""A branch small enough to see at a glance: two workplaces, six members, a fact reported late."""

import json
from typing import Any

_TOLD: list[tuple[str, str, dict[str, Any]]] = [
    ("UnitFormed", "2015-01-01", {"unit": "kk", "name": "Københavns Kommune", "kind": "employer"}),
    ("UnitFormed", "2015-01-01", {"unit": "jc-1", "name": "Jobcenter 1", "parent": "kk"}),
    ("UnitFormed", "2015-01-01", {"unit": "jc-2", "name": "Jobcenter 2", "parent": "kk"}),
    *(
        ("MemberJoined", "2019-01-01", {"member": f"M{number}", "workplace": "jc-1"})
        for number in range(1, 6)
    ),
    ("MemberJoined", "2019-01-01", {"member": "M6", "category": "student"}),
    ("StewardElected", "2019-02-01", {"member": "M1", "unit": "jc-1", "until": "2021-02-01"}),
    ("HeadcountObserved", "2019-03-01", {"workplace": "jc-2", "employees": 6}),
    ("MemberLeft", "2019-08-01", {"member": "M5", "reason": "retired"}),
]
_LATE = {12: "2019-10-15T10:00:00Z"}
_KIND = {"UnitFormed": {"kind": "workplace"}}

ENTRIES = len(_TOLD)


def lines() -> list[str]:
    """Return the facts in the interchange format, the first one as entry 1."""
    return [
        json.dumps(
            {"type": kind, "effective_on": day, "entry": number, "recorded_by": "office"}
            | {"recorded_at": _LATE.get(number, f"{day}T12:00:00Z")}
            | _KIND.get(kind, {})
            | fields,
            ensure_ascii=False,
        )
        for number, (kind, day, fields) in enumerate(_TOLD, start=1)
    ]
