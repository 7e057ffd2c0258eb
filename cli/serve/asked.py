"""What a page is asked with: a view, and what else stands in the address."""

import shlex
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

from attrs import field, frozen

from ...registry import Registry, View
from ..ranges import Ranged, as_text
from ..report.parts import Id, Word
from .parts import Link, Links
from .point import Point
from .views import Views

_FEW: Final = 8
"""So many entries are named in a cell."""


@frozen(slots=False)
class Asked:
    """What a page is asked with.

    Attributes:
        views: The views that were asked last.
        point: From where somebody looks.
        path: Which page.
        given: What stands in the address.
        view: The view of that point.
    """

    views: Views
    point: Point
    path: str
    given: Mapping[str, str]
    view: View = field(init=False)

    @view.default
    def _view_of_the_point(self) -> View:
        return self.views.view(self.point.on, self.point.known)

    @property
    def registry(self) -> Registry:
        """The registry."""
        return self.views.registry

    @property
    def unit(self) -> str | None:
        """The unit in question; none for the whole union."""
        return self.point.unit

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each unit on the day."""
        return {each.unit: each.name for each in self.view.units(gone=True)}

    def name(self, unit: str | None) -> str:
        """Return the name of a unit on the day; its id where it has none."""
        return self.names.get(unit, unit) if unit else ""

    def to(self, path: str, shown: Any, **more: object) -> Link:
        """Return what leads to another page, seen from the same point."""
        return Link(self.point.address(path, **more), shown)

    def to_unit(self, unit: str) -> Link:
        """Return what leads to the counts of a unit."""
        return self.to("/", self.name(unit), unit=unit)

    def to_workplace(self, workplace: str) -> Link:
        """Return what leads to why a workplace may elect, or may not."""
        return self.to("/workplace", self.name(workplace), workplace=workplace)

    def to_member(self, member: str) -> Link:
        """Return what leads to what is on record about a member."""
        return self.to("/history", Id(member), member=member)

    def to_entry(self, number: int) -> Link:
        """Return what leads to a fact."""
        return self.to(f"/entry/{number}", str(number))

    def to_entries(self, numbers: Iterable[int]) -> Links:
        """Return what leads to some facts, the first few of them."""
        found = tuple(numbers)
        return Links(tuple(map(self.to_entry, found[:_FEW])), max(len(found) - _FEW, 0))

    def counted(self, found: Ranged, **more: object) -> Link:
        """Return a number of members with how far it is sure, which leads to who they are."""
        return self.to("/count", in_range(found), **more)

    def command(self, *words: object) -> str:
        """Return a command that gives the same, from the same point."""
        known = ("--known-at", f"entry:{self.view.upto}") if self.view.upto else ()
        return shlex.join(["stewards", *map(str, (*words, "--on", self.view.on, *known))])

    @property
    def scope(self) -> tuple[str, ...]:
        """The option that names the unit; none for the whole union."""
        return ("--unit", self.unit) if self.unit else ()


def in_range(found: Ranged) -> int | Word:
    """Return a number as it is shown: one where it is sure, words where it is not."""
    shown = as_text(found.members, found.at_least, found.at_most)
    return shown if isinstance(shown, int) else Word(shown)
