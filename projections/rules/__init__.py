"""Agreements: the rule books that counts and elections follow, as TOML files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs
import msgspec
from attrs import field, frozen
from attrs.validators import ge, le, optional

from ...events.errors import BadInput
from ...events.validators import MOST_PEOPLE
from ..mandates.fold import Scope
from . import toml_files as toml

DEFAULT = "dk-municipal"

_FILES: Final = Path(__file__).parent


@frozen
class Office:
    """An office that members are elected to.

    Attributes:
        title: What people call it.
        scope: Where its holder must work: at the workplace, or at or below a larger unit.
        threshold: Whether the workplace must reach the threshold on the day of election.
        seats: How many may hold it at one unit at once; none for no limit.
        source: Where the rule stands.

    """

    title: str
    scope: Scope
    threshold: bool
    seats: int | None = field(default=None, validator=optional([ge(1), le(MOST_PEOPLE)]))
    source: str = ""


@frozen
class Agreement:
    """The rule book of one field of work.

    Attributes:
        name: What it is called on the command line, for example `dk-municipal`.
        title: What people call it.
        threshold: How many social workers at a workplace may elect.
        counted: The member categories that count towards the threshold.
        categories: The member categories there are.
        offices: The offices by id.
        source: Where the threshold stands.

    """

    name: str
    title: str
    threshold: int = field(validator=[ge(1), le(MOST_PEOPLE)])
    counted: tuple[str, ...]
    categories: tuple[str, ...]
    offices: Mapping[str, Office] = field(factory=dict)
    source: str = ""

    def __attrs_post_init__(self) -> None:
        for category in self.counted:
            if category not in self.categories:
                raise ValueError(f"{category!r} is counted and is no category")

    @property
    def scopes(self) -> dict[str, Scope]:
        """The scope of each office by its id."""
        return {name: office.scope for name, office in self.offices.items()}


@attrs.define(slots=False)
class NoSuchAgreement(BadInput):
    """There is no rule book of that name, and no such file."""

    agreement: str
    known: str

    cannot = "use the agreement {0.agreement!r}"
    because = "stewards has none of that name, and there is no such file"
    instead = "Name one of {0.known}, or give the path of a TOML file."


@attrs.define(slots=False)
class MalformedAgreement(BadInput):
    """A rule book cannot be read, or lacks a rule."""

    agreement: str
    problem: str

    cannot = "use the agreement {0.agreement}"
    because = "the file is malformed: {0.problem}"
    instead = "Compare it with stewards' own dk-municipal.toml."


def load(agreement: str | Path = DEFAULT) -> Agreement:
    """Return the rule book of that name in the package, or of the TOML file at that path.

    Raises:
        NoSuchAgreement: neither exists.
        MalformedAgreement: the file lacks a rule, or a rule has another form.

    """
    data = toml.found(_FILES, agreement)
    if data is None:
        raise NoSuchAgreement(str(agreement), ", ".join(names()))
    try:
        rules = toml.parsed(data)
        found = msgspec.convert(rules, Agreement)
        _refuse_unknown_rules(rules)
    except (ValueError, msgspec.ValidationError) as problem:
        raise MalformedAgreement(str(agreement), str(problem)) from problem
    return found


def names() -> list[str]:
    """Return the names of the rule books in the package."""
    return toml.names(_FILES)


def _refuse_unknown_rules(rules: Mapping[str, Any]) -> None:
    """Raise ValueError for a misspelt rule, which would otherwise be a rule left out."""
    _refuse_unknown(rules, Agreement)
    for office in rules.get("offices", {}).values():
        _refuse_unknown(office, Office)


def _refuse_unknown(table: Mapping[str, Any], cls: type) -> None:
    for name in table:
        if name not in attrs.fields_dict(cls):
            raise ValueError(f"there is no rule {name!r}")
