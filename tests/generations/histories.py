"""Random histories of a small town, of one person above all who comes and goes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final

from stewards.events import TYPES, Event, line

WHO: Final = "zebra-01"
"""The person; nothing else has such an id."""
OTHERS: Final = ("m1", "m2", "m3", "m4")

_BEGIN: Final = date(2018, 1, 1)
_PLACES: Final = ("a", "b", "c")


class Town:
    """What was told of the town, in the order in which it happened."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._said = 0
        self.told: list[Event] = []

    def tell(self, kind: str, on: date, /, **fields: Any) -> None:
        """Tell a fact; one about the person has a note like no other."""
        said = dict(fields)
        if said.get("member") == WHO and self._chance.random() < 0.7:
            said["note"] = self.word("note")
        event: Any = TYPES[kind].cls
        recorded = {"recorded_at": datetime(2018, 1, 1, tzinfo=UTC), "recorded_by": "office"}
        if self._chance.random() < 0.03:
            recorded["recorded_by"] = WHO
        self.told.append(event(effective_on=on, **recorded, **said))

    def word(self, of: str) -> str:
        """Return a text like no other."""
        self._said += 1
        return f"zebra {of} {self._said}"

    def found(self) -> None:
        """Form the units; let the others join."""
        for unit, parent in (("town", None), ("a", "town"), ("b", "town"), ("c", None)):
            kind = "workplace" if unit in _PLACES else "employer"
            self.tell("UnitFormed", _BEGIN, unit=unit, name=unit.upper(), kind=kind, parent=parent)
        for one in OTHERS:
            where = self._chance.choice(_PLACES)
            self.tell("MemberJoined", self._day(_BEGIN, 200), member=one, workplace=where)
            if self._chance.random() < 0.3:
                self.tell("MemberLeft", self._day(date(2018, 9, 1), 300), member=one)
        for where in _PLACES:
            self.tell("HeadcountObserved", _BEGIN, workplace=where, employees=6)

    def come_and_go(self) -> None:
        """Let the person come and go up to three times, with what happens meanwhile."""
        first = self._day(_BEGIN, 100)
        for _ in range(self._chance.choice((1, 2, 2, 3))):
            last = first + timedelta(days=self._chance.choice((30, 200, 400)))
            self._stay(first, last)
            first = last + timedelta(days=self._chance.choice((0, 1, 1, 40, 300)))
        if self._chance.random() < 0.25:
            self._happen(self._day(_BEGIN, 900))

    def _stay(self, first: date, last: date) -> None:
        where = self._chance.choice(_PLACES)
        self.tell("MemberJoined", first, member=WHO, workplace=where, **self._window(first))
        for _ in range(self._chance.choice((0, 0, 1, 2))):
            self._happen(self._day(first, (last - first).days))
        if self._chance.random() < 0.6:
            day = self._day(first, (last - first).days)
            until = self._chance.choice((None, day + timedelta(days=300)))
            self.tell(
                "StewardElected",
                day,
                member=WHO,
                unit=where,
                until=until,
                office=self._chance.choice(("steward", "steward", "safety-representative")),
                override=self._chance.choice((None, None, self.word("override"))),
            )
            if self._chance.random() < 0.4:
                ended = self._chance.choice((self.word("reason"), "recalled", None))
                self.tell("MandateEnded", self._day(day, 60), member=WHO, unit=where, reason=ended)
        reason = self._chance.choice((None, "resigned", self.word("reason")))
        self.tell("MemberLeft", last, member=WHO, reason=reason, **self._window(last))

    def _happen(self, on: date) -> None:
        kind = self._chance.choice(
            (
                *("WorkplaceChanged", "CategoryChanged", "WorkplaceConfirmed", "EmploymentStated"),
                *("AbsenceBegan", "AbsenceEnded", "RosterTaken", "ElectionStepTaken"),
            )
        )
        own: dict[str, Any] = {
            "WorkplaceChanged": {"workplace": self._chance.choice(_PLACES)},
            "CategoryChanged": {"category": "passive"},
            "EmploymentStated": {"since": self._day(_BEGIN, 500)},
            "AbsenceBegan": {"until": on + timedelta(days=20), "reason": self.word("reason")},
            "ElectionStepTaken": {"unit": "a", "step": "received", "ground": self.word("ground")},
        }.get(kind, {})
        if kind == "RosterTaken":
            self.tell(kind, on, members=4, without=("m1", WHO), source=f"list of {WHO}")
        else:
            self.tell(kind, on, member=WHO, **own)

    def _window(self, on: date) -> dict[str, Any]:
        return {"not_before": on - timedelta(days=10)} if self._chance.random() < 0.1 else {}

    def _day(self, first: date, within: int) -> date:
        return first + timedelta(days=self._chance.randrange(within + 1))


def lines(chance: Random) -> Iterator[bytes]:
    """Yield a history as lines of an import: most of it told in its order, some late, some voided."""
    town = Town(chance)
    town.found()
    founded = len(town.told)
    town.come_and_go()
    late = [event for event in town.told[founded:] if chance.random() < 0.15]
    told = [*(e for e in town.told if not any(e is other for other in late)), *late]
    for number, event in enumerate(told, start=1):
        yield _recorded(event, number)
    number = len(told)
    for voids, event in enumerate(told, start=1):
        if voids > founded and chance.random() < 0.12:
            number += 1
            void: Any = TYPES["EntryVoided"].cls
            about = town.word("void")
            yield _recorded(
                void(
                    voids=voids,
                    reason=about if getattr(event, "member", None) == WHO else "wrong",
                    effective_on=event.effective_on,
                    recorded_at=event.recorded_at,
                    recorded_by="office",
                ),
                number,
            )


def _recorded(event: Any, number: int) -> bytes:
    at = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(hours=number // 3)
    fields = {name: getattr(event, name) for name in TYPES[type(event).__name__].fields}
    return line(type(event)(**fields | {"recorded_at": at}), number)
