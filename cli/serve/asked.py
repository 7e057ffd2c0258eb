"""What a page is asked with: a view, and what else stands in the address."""

import shlex
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final, Self

import attrs
from attrs import field, frozen

from ...registry import Registry, View
from ..errors import NotSaid
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
        said: The command that gives the same.
        view: The view of that point.
    """

    views: Views
    point: Point
    path: str
    given: Mapping[str, str]
    said: str = ""
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
        return self.to("/entry", str(number), entry=number)

    def to_entries(self, numbers: Iterable[int]) -> Links:
        """Return what leads to some facts, the first few of them."""
        found = tuple(numbers)
        return Links(tuple(map(self.to_entry, found[:_FEW])), max(len(found) - _FEW, 0))

    def to_mandate(self, member: str, office: str, unit: str, shown: Any) -> Link:
        """Return what leads to why somebody is in office, or no longer."""
        return self.to("/mandate", shown, member=member, office=office, at=unit)

    def counted(self, found: Ranged, **more: object) -> Link:
        """Return a number of members with how far it is sure, which leads to who they are."""
        return self.to("/count", in_range(found), **more)

    def wanted(self, name: str) -> str:
        """Return what the address has to say; raise NotSaid where it does not."""
        found = self.given.get(name)
        if not found:
            raise NotSaid(name)
        return found

    def saying(self, *words: object) -> Self:
        """Return the same, with a command that gives it from the same point."""
        return attrs.evolve(self, said=self.command(*words))

    @property
    def place(self) -> Link | Word:
        """The unit in question, or the whole union."""
        return self.to_unit(self.unit) if self.unit else Word("The whole union")

    def plain(self, *words: object) -> str:
        """Return a command as it is typed."""
        return shlex.join(["stewards", *map(str, words)])

    def command(self, *words: object) -> str:
        """Return a command that gives the same, from the same point."""
        known = ("--known-at", f"entry:{self.view.upto}") if self.view.upto else ()
        return self.plain(*words, "--on", self.view.on, *known)

    @property
    def scope(self) -> tuple[str, ...]:
        """The option that names the unit; none for the whole union."""
        return ("--unit", self.unit) if self.unit else ()


def in_range(found: Ranged) -> int | Word:
    """Return a number as it is shown: one where it is sure, words where it is not."""
    shown = as_text(found.members, found.at_least, found.at_most)
    return shown if isinstance(shown, int) else Word(shown)
