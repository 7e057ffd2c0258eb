"""What the making of a generation asks of a registry."""

from datetime import date
from typing import TYPE_CHECKING, Protocol

from ...events.log import KnownAt, Log
from ...events.stores import Store
from ...projections.rules import Agreement

if TYPE_CHECKING:
    from ...projections.view import View
    from ..people import People


class Asked(Protocol):
    """A log that can be asked."""

    def view(self, *, on: date | None = None, known_at: KnownAt = None) -> "View":
        """Return the point from which every question can be asked."""


class Source(Asked, Protocol):
    """The registry that a generation is made from."""

    log: Log
    agreement: Agreement
    people: "People | None"

    def today(self) -> date:
        """Return today's date."""

    def beside(self, store: Store) -> Asked:
        """Return another log, to be asked by the same rules and clock."""
