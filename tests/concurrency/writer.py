"""A process that records what it is told to, one line of JSON at a time, and answers each line.

    {"tell": "leave", "now": "2020-01-01T08:00:00+00:00", "member": "m1"}

The answer is the number of the entry, or the name and the sentence of the refusal. The process ends
with its standard input.
"""

import json
import sys
from datetime import UTC, date, datetime
from typing import Any

from attrs import define
from stewards.events.errors import StewardsError
from stewards.registry import Registry

DAY = date(2019, 9, 1)


@define
class Clock:
    """A clock that says what it was told last."""

    now: datetime = datetime(2020, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the present instant."""
        return self.now


def answer(registry: Registry, what: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Record a fact, or revert a batch; return the first entry, or why there is none."""
    try:
        entry = getattr(registry, what)(**fields, on=DAY)
    except StewardsError as refused:
        return {"refused": type(refused).__name__, "because": str(refused)}
    return {"entry": entry[0] if isinstance(entry, range) else entry.number}


def main(path: str) -> None:
    """Answer the lines of standard input until there are no more."""
    clock = Clock()
    with Registry.open(path, clock=clock, despite_clock=True) as registry:
        say("ready")
        for line in sys.stdin:
            fields = json.loads(line)
            what, clock.now = fields.pop("tell"), datetime.fromisoformat(fields.pop("now"))
            say(json.dumps(answer(registry, what, fields)))


def say(line: str) -> None:
    """Write a line to standard output at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
