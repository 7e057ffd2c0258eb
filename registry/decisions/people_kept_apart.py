"""Keep people apart: a people file says who the members are, and the log holds minted ids alone."""

from ...events import PeopleKeptApart
from ...projections.boundary import Boundary
from ...projections.rules import Agreement
from ..people.errors import KeptApartAlready, MembersNamedAlready


def decide(_event: PeopleKeptApart, seen: Boundary, _book: Agreement) -> None:
    """Refuse with KeptApartAlready or MembersNamedAlready."""
    entry = seen.first_about_members()
    if entry is None:
        return
    if isinstance(entry.event, PeopleKeptApart):
        raise KeptApartAlready(entry.number)
    raise MembersNamedAlready(entry.number)
