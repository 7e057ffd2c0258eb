"""Erase a person: the people file is to hold nothing of them any more."""

from ...events import PersonErased
from ...projections.boundary import Boundary
from ...projections.rules import Agreement
from ..people.errors import AlreadyErased


def decide(event: PersonErased, seen: Boundary, _book: Agreement) -> None:
    """Refuse with AlreadyErased."""
    for entry in seen.everything_about(f"member:{event.member}"):
        if isinstance(entry.event, PersonErased):
            raise AlreadyErased(event.member, entry.number)
