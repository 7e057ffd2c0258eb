"""Profiles: which heading holds what in somebody else's list, as small TOML files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import attrs
import msgspec
from attrs import frozen

from ...events.errors import BadInput
from ...events.validators import check_id
from ...projections.names_asked import did_you_mean, nearest
from ...projections.rules import toml_files as toml
from .dates import DateForms
from .source import compared, composed
from .workplace_names import WorkplaceNames

Standing = Literal["member", "left"]

DEFAULT: Final = "danish"

_PROFILES: Final = Path(__file__).parent / "profiles"


@frozen
class RosterHeadings:
    """The headings of a member list; what has none is not read."""

    member: str
    category: str | None = None
    workplace: str | None = None
    workplace_name: str | None = None
    parent: str | None = None
    joined_on: str | None = None
    left_on: str | None = None
    status: str | None = None


@frozen
class EmployerHeadings:
    """The headings of an employer's list; without one for the employees a row is one of them."""

    workplace: str
    employees: str | None = None
    name: str | None = None


@frozen
class UnitHeadings:
    """The headings of a list of units; what has none is not read."""

    unit: str
    name: str | None = None
    kind: str | None = None
    parent: str | None = None
    formed_on: str | None = None


@frozen
class MandateHeadings:
    """The headings of a list of office-holders; what has none is not read."""

    member: str
    unit: str
    since: str
    office: str | None = None
    until: str | None = None


Headings = RosterHeadings | EmployerHeadings | UnitHeadings | MandateHeadings

_TABLES: Final = {
    "roster": RosterHeadings,
    "employer": EmployerHeadings,
    "units": UnitHeadings,
    "mandates": MandateHeadings,
}


@frozen
class Profile:
    """How somebody else writes their lists.

    Attributes:
        name: What it is called on the command line, or the path of its file.
        title: What people call it.
        dates: The forms of days, such as `dd-mm-yyyy`.
        century: The first of the hundred years that two digits stand for, where a form says `yy`.
        roster: The headings of a member list, if it describes one.
        employer: The headings of an employer's list, if it describes one.
        categories: Their words for our categories; left out, categories are taken as they are.
        status: Their words for whether somebody is a member on the day: `member` or `left`.
        workplaces: Our ids of workplaces by the names that they have for them.
        units: The headings of a list of units, if it describes one.
        mandates: The headings of a list of office-holders, if it describes one.
        kinds: Their words for our kinds of units; left out, kinds are taken as they are.
        offices: Their words for the offices of the agreement; left out, they are taken as they are.
    """

    name: str
    title: str
    dates: tuple[str, ...] = ()
    century: int | None = None
    roster: RosterHeadings | None = None
    employer: EmployerHeadings | None = None
    categories: Mapping[str, str] | None = None
    status: Mapping[str, Standing] | None = None
    workplaces: Mapping[str, str] | None = None
    units: UnitHeadings | None = None
    mandates: MandateHeadings | None = None
    kinds: Mapping[str, str] | None = None
    offices: Mapping[str, str] | None = None

    def __attrs_post_init__(self) -> None:
        DateForms(self.dates, self.century)
        for headings in (self.roster, self.employer, self.units, self.mandates):
            _check_headings(named(headings) if headings else {})
        if self.roster:
            self._check_roster(self.roster)
        for word, category in (self.categories or {}).items():
            _check_word("category", word)
            check_id("category", category)
        if len(self.words) < len(self.categories or {}):
            raise ValueError(
                "two words of [categories] differ only in how their letters are stored"
            )
        for what, theirs in (("kind", self.kinds), ("office", self.offices)):
            for word, ours in (theirs or {}).items():
                _check_word(what, word)
                check_id(what, ours)
        if not self.dates and (self.mandates or (self.units and self.units.formed_on)):
            raise ValueError("it names a column of days and not how a day is written (dates)")
        for word in self.status or {}:
            _check_word("status", word)
        WorkplaceNames.of(self.workplaces or {})

    def _check_roster(self, roster: RosterHeadings) -> None:
        if (roster.joined_on or roster.left_on) and not self.dates:
            raise ValueError("it names a column of days and not how a day is written (dates)")
        if roster.status and not self.status:
            raise ValueError("it names a column of status and not what its words mean ([status])")
        if self.status and not (roster.status or roster.category):
            raise ValueError("it has words of a [status] and names no column that holds them")

    @property
    def words(self) -> dict[str, str]:
        """Their words for our categories, in the form in which texts are compared."""
        return {composed(word): category for word, category in (self.categories or {}).items()}

    @property
    def standings(self) -> dict[str, Standing]:
        """Their words for whether somebody is a member, in the form in which texts are compared."""
        return {composed(word): standing for word, standing in (self.status or {}).items()}


def named(headings: Headings) -> dict[str, str]:
    """Return the headings that a profile names, by what they hold."""
    return {key: composed(text) for key, text in attrs.asdict(headings).items() if text is not None}


def _check_word(what: str, word: str) -> None:
    if not word or word != word.strip():
        raise ValueError(f"the {what} {word!r} is blank or has blanks around it")


class NoSuchProfile(BadInput):
    """There is no profile of that name, and no such file."""

    profile: str
    known: str

    cannot = "read a list with the profile {0.profile!r}"
    because = "stewards has none of that name, and there is no such file"
    instead = "{0.advice}"

    @property
    def advice(self) -> str:
        """What to do: to name one that there is."""
        meant = did_you_mean(nearest(self.profile, self.known.split(", ")))
        if meant:
            return f"{meant} Otherwise give the path of a TOML file."
        return f"Name one of {self.known}, or give the path of a TOML file."


class MalformedProfile(BadInput):
    """A profile cannot be read, or says something that profiles do not say."""

    profile: str
    problem: str

    cannot = "read a list with the profile {0.profile}"
    because = "the file is malformed: {0.problem}"
    instead = "Compare it with stewards' own danish.toml."


def load_profile(profile: str | Path = DEFAULT) -> Profile:
    """Return the profile of that name in the package, or of the TOML file at that path.

    Raises:
        NoSuchProfile: neither exists.
        MalformedProfile: the file is no TOML, lacks a heading, or says something else.
    """
    data = toml.found(_PROFILES, profile)
    if data is None:
        raise NoSuchProfile(str(profile), ", ".join(profile_names()))
    try:
        parsed = toml.parsed(data)
        _refuse_unknown_keys(parsed)
        return msgspec.convert({**parsed, "name": str(profile)}, Profile)
    except (ValueError, BadInput) as problem:
        raise MalformedProfile(str(profile), str(problem)) from problem


def profile_text(name: str) -> str:
    """Return the TOML of one of the package's profiles; raise NoSuchProfile if there is none of that name."""
    if name not in profile_names():
        raise NoSuchProfile(name, ", ".join(profile_names()))
    return (_PROFILES / f"{name}.toml").read_text(encoding="utf-8")


def profile_names() -> list[str]:
    """Return the names of the profiles in the package."""
    return toml.names(_PROFILES)


def _refuse_unknown_keys(parsed: Mapping[str, Any]) -> None:
    """Raise ValueError for a misspelt key, which would otherwise be a column left out."""
    _refuse_unknown(parsed, set(attrs.fields_dict(Profile)) - {"name"}, "")
    for table, cls in _TABLES.items():
        if isinstance(parsed.get(table), Mapping):
            _refuse_unknown(parsed[table], set(attrs.fields_dict(cls)), f" in [{table}]")


def _refuse_unknown(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise ValueError(f"there is no {key!r}{where}, only {', '.join(sorted(known))}")


def _check_headings(headings: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for key, heading in headings.items():
        if not heading or heading != heading.strip():
            raise ValueError(f"the heading of {key} is blank or has blanks around it")
        other = seen.setdefault(compared(heading), key)
        if other != key and {other, key} != {"category", "status"}:  # one column may say both
            raise ValueError(f"{heading!r} is the heading of {other} and of {key}")
