"""A policy: for what people's data are kept, on what basis, and for how long. It is the union's own.

There is no period that holds where the policy names none, and nothing is deleted without one.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

from attrs import frozen

from ...events.errors import BadInput
from ...projections.months import months_after
from ...projections.rules import toml_files as toml

_MOST_MONTHS: Final = 1_200


class Kept(StrEnum):
    """What there can be a period for."""

    FORMER_MEMBERS = "former-members"
    """People who left the union, from the day of leaving."""
    NEVER_MEMBERS = "never-members"
    """People whom no fact names, from the day on which they were added."""
    NOTES = "notes"
    """What was said in words, from the day on which it was."""
    PEOPLE_BACKUPS = "people-backups"
    """Backups of the people file, from the day on which they were made; `doctor` says which are older."""


class MalformedPolicy(BadInput):
    """A policy cannot be read, or says something that policies do not say."""

    path: str
    problem: str

    cannot = "use the policy {0.path}"
    because = "{0.problem}"
    instead = "docs/privacy.md says what a policy holds."


@frozen
class Purpose:
    """Something that people's data are kept for.

    Attributes:
        name: What periods call it.
        title: What it is, in words.
        basis: On what basis in law.
        data: What is kept for it, in words; none where nobody said.
        recipients: To whom it is given.
    """

    name: str
    title: str
    basis: str
    data: str | None = None
    recipients: tuple[str, ...] = ()


@frozen
class Period:
    """How long something is kept.

    Attributes:
        what: What it is.
        purpose: The name of the purpose.
        months: For how many months.
    """

    what: Kept
    purpose: str
    months: int

    def ends(self, since: date) -> date:
        """Return the day on which it is over for what began on another."""
        return months_after(since, self.months)


@frozen
class Policy:
    """What a union has decided about its people's data.

    Attributes:
        purposes: The purposes, as they stand in the file.
        periods: The periods.
    """

    purposes: tuple[Purpose, ...]
    periods: tuple[Period, ...]

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Return the policy that a TOML file holds.

        Raises:
            MalformedPolicy: it cannot be read, or says something that policies do not say.
        """
        try:
            said = toml.parsed(Path(path).read_bytes())
            _refuse_others("it", said, {"purpose", "keep"})
            purposes = tuple(_purposes(_table(said, "purpose")))
            periods = tuple(_periods(said.get("keep", []), {each.name for each in purposes}))
        except OSError as problem:
            raise MalformedPolicy(str(path), f"the system says: {problem.strerror}") from problem
        except ValueError as problem:
            raise MalformedPolicy(str(path), str(problem)) from problem
        return cls(purposes, periods)

    def period(self, what: Kept) -> Period | None:
        """Return how long something is kept; none where the policy does not say."""
        return next((each for each in self.periods if each.what is what), None)


def _purposes(told: Mapping[str, Any]) -> Iterator[Purpose]:
    for name in told:
        purpose = _table(told, name)
        _refuse_others(f"purpose.{name}", purpose, {"title", "basis", "data", "recipients"})
        recipients = purpose.get("recipients", [])
        if not isinstance(recipients, list) or not all(isinstance(r, str) for r in recipients):
            raise ValueError(f"purpose.{name}.recipients: it must be a list of texts")
        yield Purpose(
            name,
            _text(purpose, name, "title"),
            _text(purpose, name, "basis"),
            _text(purpose, name, "data") if "data" in purpose else None,
            tuple(recipients),
        )


def _periods(told: Any, purposes: set[str]) -> Iterator[Period]:
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise ValueError("keep: write each of them as [[keep]]")
    seen = set()
    for each in told:
        if {*each} != {"what", "purpose", "months"}:
            raise ValueError("keep: each of them has what, purpose and months")
        if not isinstance(each["what"], str) or not isinstance(each["purpose"], str):
            raise ValueError("keep: what and purpose must be texts")
        if each["what"] not in {*Kept}:
            raise ValueError(f"keep: there is no {each['what']!r}; there are {', '.join(Kept)}")
        if each["purpose"] not in purposes:
            there = ", ".join(sorted(purposes)) or "none"
            raise ValueError(f"keep: there is no purpose {each['purpose']!r}; there are {there}")
        if type(each["months"]) is not int or not 0 <= each["months"] <= _MOST_MONTHS:
            raise ValueError(f"keep: months is a whole number from 0 to {_MOST_MONTHS:,}")
        if each["what"] in seen:
            raise ValueError(f"keep: there are two periods for {each['what']}")
        seen.add(each["what"])
        yield Period(Kept(each["what"]), each["purpose"], each["months"])


def _table(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = said.get(name, {})
    if not isinstance(found, dict):
        raise ValueError(f"{name}: it must be a table")
    return found


def _text(purpose: Mapping[str, Any], name: str, key: str) -> str:
    found = purpose.get(key)
    if not isinstance(found, str) or not found.strip():
        raise ValueError(f"purpose.{name}.{key}: it must be a text")
    return found


def _refuse_others(where: str, said: Mapping[str, Any], known: set[str]) -> None:
    for key in said:
        if key not in known:
            others = ", ".join(sorted(known))
            raise ValueError(f"{where} says {key!r}; what may stand there is {others}")
