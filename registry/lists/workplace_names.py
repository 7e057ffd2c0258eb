"""Workplaces that a list calls by their names: which ids are meant."""

import csv
import io
from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path
from typing import Final, Self

from attrs import frozen

from ...events.errors import BadInput
from ...events.validators import check_unit_id
from ...projections.rules import toml_files as toml
from .source import compared

_NEAREST: Final = 3
_HOW_NEAR: Final = 0.6


class UnknownWorkplaceName(BadInput):
    """A list calls a workplace by a name that nobody knows."""

    field: str
    value: str
    rows: int = 1
    nearest: str = ""

    cannot = "read {0.field} {0.value!r}"
    because = "no workplace is known by that name ({0.standing}{0.nearest})"
    instead = "Correct the name, or give the id that it stands for in [workplaces] of a profile."

    @property
    def standing(self) -> str:
        """In how many rows it stands."""
        return "in 1 row" if self.rows == 1 else f"in {self.rows} rows"


class NameOfSeveral(BadInput):
    """Several workplaces bear the name."""

    field: str
    value: str
    ids: str

    cannot = "read {0.field} {0.value!r}"
    because = "{0.ids} have that name alike"
    instead = "Give the id that is meant in [workplaces] of a profile."


class MalformedNames(BadInput):
    """A file of names cannot be read as one."""

    path: str
    problem: str

    cannot = "read the names of workplaces in {0.path}"
    because = "{0.problem}"
    instead = (
        'Give a TOML file of lines such as "Jobcenter 1" = "jc-1", or a CSV file of names and ids.'
    )


@frozen
class WorkplaceNames:
    """Names of workplaces, and the ids of those that bear them.

    Attributes:
        ids: The ids by name, in the form in which names are compared.
        names: The names as somebody wrote them, by the same form.
    """

    ids: Mapping[str, frozenset[str]]
    names: Mapping[str, str]

    @classmethod
    def of(cls, names: Mapping[str, str]) -> Self:
        """Return what a table of names says.

        Raises:
            ValueError: a name is blank, or two that are compared as one stand for different ids.
            MalformedId: an id is none.
        """
        ids: dict[str, frozenset[str]] = {}
        for name, unit in names.items():
            check_unit_id("workplace", unit)
            if not compared(name):
                raise ValueError(f"the workplace {name!r} is blank")
            if ids.setdefault(compared(name), frozenset({unit})) != {unit}:
                raise ValueError(f"the workplace {name!r} stands for two ids")
        return cls(ids, {compared(name): name for name in names})

    @classmethod
    def of_units(cls, names: Mapping[str, str]) -> Self:
        """Return the names that units have, given by id: several may have the same."""
        ids: dict[str, frozenset[str]] = {}
        for unit, name in names.items():
            ids[compared(name)] = ids.get(compared(name), frozenset()) | {unit}
        return cls(ids, {compared(name): name for name in names.values()})

    def before(self, others: Self) -> Self:
        """Return these names, and of the others those that are not among them."""
        return type(self)({**others.ids, **self.ids}, {**others.names, **self.names})

    def reading(self, heading: str, name: str) -> str:
        """Return the id of the workplace of a name.

        Raises UnknownWorkplaceName or NameOfSeveral.
        """
        found = self.ids.get(compared(name))
        if found is None:
            raise UnknownWorkplaceName(heading, name)
        if len(found) > 1:
            raise NameOfSeveral(heading, name, " and ".join(sorted(found)))
        return next(iter(found))

    def nearest(self, name: str) -> str:
        """Return the known names that are most like a name, as a sentence goes on with them."""
        wanted = compared(name)
        near = get_close_matches(wanted, self.names, _NEAREST, _HOW_NEAR)
        near.sort(key=lambda each: (-SequenceMatcher(None, each, wanted).ratio(), each))
        return f"; nearest: {', '.join(repr(self.names[each]) for each in near)}" if near else ""


NO_NAMES: Final = WorkplaceNames.of({})


def load_names(path: Path) -> dict[str, str]:
    """Return the names of workplaces in a file of their own, with the ids they stand for.

    A TOML file has them by themselves or in a table `[workplaces]`; a CSV file has a name and an id in a row,
    below a row of headings.

    Raises:
        MalformedNames: it is not there, or is neither.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        names = _of_csv(text) if path.suffix.lower() == ".csv" else _of_toml(text)
        WorkplaceNames.of(names)
    except OSError as problem:
        raise MalformedNames(str(path), problem.strerror or str(problem)) from problem
    except (ValueError, BadInput) as problem:
        raise MalformedNames(str(path), str(problem).rstrip(".")) from problem
    return names


def _of_csv(text: str) -> dict[str, str]:
    delimiter = max(";,\t|", key=text.partition("\n")[0].count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    if any(len(row) < len(("name", "id")) for row in rows):
        raise ValueError("a row has no second cell for the id")
    names: dict[str, str] = {}
    for name, unit in (map(str.strip, row[:2]) for row in rows[1:]):
        if names.setdefault(name, unit) != unit:
            raise ValueError(f"the workplace {name!r} stands for two ids")
    return names


def _of_toml(text: str) -> dict[str, str]:
    parsed = toml.parsed(text.encode())
    names = parsed.get("workplaces", parsed)
    if not isinstance(names, Mapping) or not all(isinstance(each, str) for each in names.values()):
        raise ValueError("it holds something else than names and ids")
    return dict(names)
