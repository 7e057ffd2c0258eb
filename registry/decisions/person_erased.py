"""Erase a person: the people file is to hold nothing of them any more."""

from ...events import PersonErased
from ...projections.boundary import Boundary
from ...projections.rules import Agreement
from ..people.errors import AlreadyErased


def decide(event: PersonErased, seen: Boundary, _book: Agreement) -> None:
    """Refuse with AlreadyErased."""
    entry = seen.erasure(event.member)
    if entry is not None:
        raise AlreadyErased(event.member, entry.number)
