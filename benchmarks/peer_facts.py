"""The peer's events: what happens in a union as frozen dataclasses of the library's protocol."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Fact:
    """What every fact has; `timestamp` is the instant it was recorded at."""

    originator_id: str
    originator_version: int
    timestamp: datetime
    effective_on: date
    recorded_by: str


@dataclass(frozen=True)
class UnitFormed(Fact):
    """A unit came into being."""

    name: str
    kind: str
    parent: str | None = None


@dataclass(frozen=True)
class UnitRenamed(Fact):
    """A unit got another name."""

    name: str


@dataclass(frozen=True)
class UnitMoved(Fact):
    """A unit came to lie under another one."""

    parent: str | None = None


@dataclass(frozen=True)
class UnitMerged(Fact):
    """A unit became part of another."""

    into: str


@dataclass(frozen=True)
class UnitClosed(Fact):
    """A unit ceased to exist."""


@dataclass(frozen=True)
class MemberJoined(Fact):
    """Somebody became a member."""

    workplace: str | None = None
    category: str = "active"


@dataclass(frozen=True)
class WorkplaceChanged(Fact):
    """A member began to work somewhere else."""

    workplace: str | None = None


@dataclass(frozen=True)
class WorkplaceConfirmed(Fact):
    """The workplace on record is right."""


@dataclass(frozen=True)
class CategoryChanged(Fact):
    """A member came into another category."""

    category: str


@dataclass(frozen=True)
class MemberLeft(Fact):
    """A member left the union."""

    reason: str | None = None


@dataclass(frozen=True)
class HeadcountObserved(Fact):
    """Somebody counted the social workers at a workplace."""

    employees: int
    source: str | None = None


@dataclass(frozen=True)
class StewardElected(Fact):
    """A member was elected."""

    unit: str
    office: str = "steward"
    until: date | None = None
    override: str | None = None


@dataclass(frozen=True)
class MandateEnded(Fact):
    """A mandate was given up or taken away."""

    unit: str
    office: str = "steward"
    reason: str | None = None


@dataclass(frozen=True)
class CountPublished(Fact):
    """Somebody printed a number of members."""

    members: int
    unit: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class EntryVoided(Fact):
    """An entry was wrong."""

    voids: int
    reason: str


TYPES = {cls.__name__: cls for cls in Fact.__subclasses__()}

_STREAMS = {
    "UnitFormed": "unit",
    "UnitRenamed": "unit",
    "UnitMoved": "unit",
    "UnitMerged": "unit",
    "UnitClosed": "unit",
    "HeadcountObserved": "workplace",
}
"""The field that names the stream of a fact; `member` for all others, if they have it."""


def read(lines: Iterable[bytes]) -> Iterator[Fact]:
    """Yield the facts of an interchange file, each with its place in its stream."""
    versions = Counter[str]()
    for line in lines:
        fields = json.loads(line)
        name = fields.pop("type")
        stream = fields.pop(_STREAMS.get(name, "member"), name)
        versions[stream] += 1
        yield _fact(TYPES[name], stream, versions[stream], fields)


def _fact(cls: type[Fact], stream: str, version: int, fields: dict[str, Any]) -> Fact:
    del fields["entry"]
    if "until" in fields:
        fields["until"] = date.fromisoformat(fields["until"])
    return cls(
        stream,
        version,
        datetime.fromisoformat(fields.pop("recorded_at")),
        date.fromisoformat(fields.pop("effective_on")),
        **fields,
    )
